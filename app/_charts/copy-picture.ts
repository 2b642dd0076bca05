import { toast } from "sonner";
import { saveFile } from "./save-file.ts";

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((done, fail) => {
    canvas.toBlob((blob) =>
      blob === null ? fail(new Error("chart of no size; scroll to it first")) : done(blob),
    );
  });

/** Puts a chart's picture on the clipboard; where the browser keeps pictures off it, the picture is saved, and that is said. */
export async function copyPicture(canvas: HTMLCanvasElement): Promise<void> {
  const picture = toPng(canvas);
  try {
    // Given as a promise: what is awaited first would no longer be the person's click.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    toast("The chart is on the clipboard, as a picture");
  } catch {
    try {
      saveFile("chart.png", await picture);
      toast("This browser keeps pictures off the clipboard; the chart is saved as chart.png");
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
  }
}
