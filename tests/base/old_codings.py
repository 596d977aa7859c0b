"""Code Unicode text the old ways, by tables of the tests' own, and as NFKC left such text."""

from unicodedata import normalize

TCVN3_PAIRS = (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ "
    "Ýí ×ì Øỉ Üĩ Þị ãó ßò áỏ âõ äọ «ô èố åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ "
    "\u00adư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ §Đ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư"
)
VNI_PAIRS = (
    "aùá aøà aûả aõã aïạ aêă aéắ aèằ aúẳ aüẵ aëặ aââ aáấ aàầ aåẩ aãẫ aäậ "
    "eùé eøè eûẻ eõẽ eïẹ eâê eáế eàề eåể eãễ eäệ íí ìì æỉ óĩ òị "
    "oùó oøò oûỏ oõõ oïọ oâô oáố oàồ oåổ oãỗ oäộ ôơ ôùớ ôøờ ôûở ôõỡ ôïợ "
    "uùú uøù uûủ uõũ uïụ öư öùứ öøừ öûử öõữ öïự yùý yøỳ yûỷ yõỹ îỵ ñđ"
)
TCVN3 = {pair[-1]: pair[:-1] for pair in TCVN3_PAIRS.split(" ")}
VNI = {pair[-1]: pair[:-1] for pair in VNI_PAIRS.split(" ")}
WINDOWS_1258_TONES = "\u0300\u0301\u0303\u0309\u0323"


def to_tcvn3(text: str) -> str:
    """Code text as TCVN3; a marked capital that it lacks gets the small code, as was typed."""
    return "".join(TCVN3.get(sign) or TCVN3.get(sign.lower(), sign) for sign in text)


def to_vni(text: str) -> str:
    coded = {**VNI, **{letter.upper(): code.upper() for letter, code in VNI.items()}}
    return "".join(coded.get(sign, sign) for sign in text)


def to_windows_1258(text: str) -> bytes:
    """Part the tones from the letters, as Windows-1258 has them."""
    parted = []
    for sign in normalize("NFC", text):
        marks = normalize("NFD", sign)
        tones = "".join(mark for mark in marks if mark in WINDOWS_1258_TONES)
        letter = normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        parted.append(letter + tones)
    return "".join(parted).encode("cp1258")


def as_portals_left_it(coded: str) -> str:
    """Fold coded text as NFKC does."""
    return normalize("NFKC", coded)
