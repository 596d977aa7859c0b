"""Prove what is sealed, found, forgotten, and kept through a change of master keys."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base import secrets

OLD, NEW, STRANGE = (urlsafe_b64encode(sign * 32).decode("ascii") for sign in (b"o", b"n", b"s"))
NUMBER = "022085001234"


@pytest.fixture(autouse=True)
def old_master(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECRET_KEYS = [OLD]
    monkeypatch.setattr(secrets, "_kept_lookup_keys", [])


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_what_is_sealed_comes_back(texts: list[str]) -> None:
    wrapped = secrets.new_key()
    tokens = secrets.seal_many(wrapped, texts)

    assert secrets.unseal_many(wrapped, tokens) == texts
    assert [secrets.unseal(wrapped, token) for token in tokens] == texts


def test_nothing_of_the_text_or_the_key_shows() -> None:
    key = secrets.OpenKey.fresh()
    tokens = {key.seal(NUMBER) for _ in range(50)}

    assert len(tokens) == 50
    assert {len(urlsafe_b64decode(token)) for token in tokens} == {12 + len(NUMBER) + 16}
    assert not any(NUMBER.encode() in urlsafe_b64decode(token) for token in tokens)
    assert len({secrets.new_key() for _ in range(50)}) == 50


def test_an_emptied_key_forgets() -> None:
    token = secrets.seal(secrets.new_key(), NUMBER)

    with pytest.raises(secrets.Forgotten):
        secrets.unseal("", token)
    with pytest.raises(secrets.Forgotten):
        secrets.seal_many("", [NUMBER])
    assert secrets.rewrap("") == ""


def test_another_persons_key_reads_nothing() -> None:
    token = secrets.seal(secrets.new_key(), NUMBER)

    with pytest.raises(secrets.Unreadable):
        secrets.unseal(secrets.new_key(), token)


@pytest.mark.parametrize("altered", ["", "a", "AAAA", "ă", "A" * 40, "A" * 41])
def test_what_was_never_sealed_is_unreadable(altered: str) -> None:
    wrapped = secrets.new_key()

    with pytest.raises(secrets.Unreadable):
        secrets.unseal(wrapped, altered)
    with pytest.raises(secrets.Unreadable):
        secrets.unseal(altered or "=", "")


def test_each_altered_byte_is_noticed() -> None:
    key = secrets.OpenKey.fresh()
    sealed = urlsafe_b64decode(key.seal(NUMBER))
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(secrets.Unreadable):
            key.unseal(urlsafe_b64encode(altered).decode("ascii"))


def test_a_wrong_master_key_opens_nothing(settings: LazySettings) -> None:
    wrapped = secrets.new_key()
    settings.SECRET_KEYS = [STRANGE]

    for act in (secrets.rewrap, secrets.OpenKey.opened):
        with pytest.raises(secrets.Unreadable):
            act(wrapped)


def test_master_keys_change_and_texts_stay(settings: LazySettings) -> None:
    wrapped = secrets.new_key()
    token = secrets.seal(wrapped, NUMBER)

    settings.SECRET_KEYS = [NEW, OLD]
    assert secrets.unseal(wrapped, token) == NUMBER
    again = secrets.rewrap(wrapped)

    settings.SECRET_KEYS = [NEW]
    assert secrets.unseal(again, token) == NUMBER
    with pytest.raises(secrets.Unreadable):
        secrets.unseal(wrapped, token)


def test_a_number_is_found_under_each_master_key(settings: LazySettings) -> None:
    before = secrets.lookup(NUMBER)
    settings.SECRET_KEYS = [NEW, OLD]
    after = secrets.lookup(NUMBER)

    assert secrets.lookups(NUMBER) == [after, before]
    assert before != after
    assert secrets.lookup("022085001235") != after


def test_a_kept_key_of_searching_outlives_the_master_key(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = secrets.lookup(NUMBER)
    kept = secrets.opened_bytes(secrets.wrapped_lookup_key())
    secrets.register_lookup_key(lambda: kept)
    settings.SECRET_KEYS = [NEW]

    assert secrets.lookup(NUMBER) == before
    assert secrets.lookups(NUMBER)[0] == before
    assert len(secrets.lookups(NUMBER)) == 2


def test_keys_are_told_apart_by_name(settings: LazySettings) -> None:
    wrapped = secrets.new_key()
    old = secrets.key_name(OLD)
    settings.SECRET_KEYS = [NEW, OLD]

    assert secrets.master_names() == (secrets.key_name(NEW), old)
    assert secrets.wrapped_under(wrapped) == old
    assert secrets.wrapped_under(secrets.rewrap(wrapped)) == secrets.key_name(NEW)
    settings.SECRET_KEYS = [STRANGE]
    assert secrets.wrapped_under(wrapped) is None


def test_the_hash_is_that_of_a_key_derived_for_it() -> None:
    derived = hmac.new(b"o" * 32, b"dangbo lookup", hashlib.sha256).digest()

    assert secrets.lookup("Số 1") == hmac.new(derived, "Số 1".encode(), "sha256").hexdigest()


def test_keys_wrapped_together_are_tokens_of_fernet_each_with_a_vector_of_its_own() -> None:
    master = Fernet.generate_key().decode()
    keys = [bytes([number]) * 32 for number in (1, 1, 2)]

    tokens = secrets.wrapped_many(master, keys)

    assert [Fernet(master).decrypt(each, ttl=60) for each in tokens] == keys
    vectors = [urlsafe_b64decode(each)[9:25] for each in tokens]
    assert len(set(vectors)) == len(keys)
    assert len({urlsafe_b64decode(each)[25:57] for each in tokens}) == len(keys)


def test_a_sealing_makes_keys_that_their_wrapping_gives_back() -> None:
    sealing = secrets.Sealing.at_hand()

    for key in sealing.fresh(2):
        assert secrets.OpenKey.opened(key.wrapped).unseal(key.seal("Trần Thị Bé")) == "Trần Thị Bé"
