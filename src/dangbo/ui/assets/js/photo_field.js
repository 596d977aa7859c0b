// Make a chosen photo small before it is sent: drawn anew, it also loses where and when it was taken.
const QUALITY = 0.86;

async function smaller(file, most) {
  const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, most / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return new File([blob], "anh.jpg", { type: "image/jpeg" });
}

export function start(field) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    try {
      const held = new DataTransfer();
      held.items.add(await smaller(file, Number(field.dataset.photo)));
      field.files = held.files;
    } catch {
      // What cannot be drawn goes as it is, and the server says what is wrong with it.
    }
  });
}
