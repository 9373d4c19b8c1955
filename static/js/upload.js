// Shows the chosen picture, and shrinks a large one before it is sent.
const SHRINKABLE = ["image/jpeg", "image/png", "image/webp"];
const KEEP_BELOW_BYTES = 1_500_000;
const QUALITY = 0.9;

function size(bytes) {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null; // HEIC outside Safari, or a broken file: the server decides
  }
}

function draw(bitmap, edge) {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff"; // what was transparent must not turn black in a JPEG
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export async function shrink(file, edge) {
  if (!SHRINKABLE.includes(file.type)) return file;
  const bitmap = await decode(file);
  if (!bitmap) return file;
  const large = Math.max(bitmap.width, bitmap.height) > edge;
  if (!large && file.size < KEEP_BELOW_BYTES) return file;
  const canvas = draw(bitmap, edge);
  bitmap.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return file;
  const name = file.name.replace(/\.\w+$/, "") + ".jpg";
  return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
}

function replace(input, file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
}

function show(box, file) {
  const image = box.querySelector("[data-upload-preview]");
  if (image.src) URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(file);
  image.onload = () => (image.hidden = false);
  image.onerror = () => (image.hidden = true);
}

async function chosen(box, input) {
  const [file] = input.files;
  const note = box.querySelector("[data-upload-note]");
  if (!file) return;
  note.textContent = "正在处理照片…";
  const small = await shrink(file, Number(box.dataset.maxEdge) || 2400);
  if (small !== file) replace(input, small);
  show(box, small);
  box.classList.add("upload--chosen");
  note.textContent =
    small === file ? `已选择，${size(file.size)}` : `已选择，${size(file.size)} 已缩小到 ${size(small.size)}`;
  box.dispatchEvent(new CustomEvent("upload:ready", { bubbles: true, detail: { file: small } }));
}

export function enhance(box) {
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => chosen(box, input));
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("upload--over");
  });
  for (const name of ["dragleave", "drop"]) {
    box.addEventListener(name, () => box.classList.remove("upload--over"));
  }
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    replace(input, event.dataTransfer.files[0]);
    chosen(box, input);
  });
}
