/** Hands bytes to the browser's downloads under a name. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the next task; a revoked address before that would end it.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
