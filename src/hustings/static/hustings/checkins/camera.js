/* Reads QR codes from the camera: by the browser's own reader where it has one, else by jsQR. */

const Camera = {};

(() => {
  const EVERY = 150; // milliseconds between two looks
  const SAME = 4000; // milliseconds within which one code is read once
  const WIDEST = 800; // points of a picture that are read

  async function own() {
    const formats = await (self.BarcodeDetector?.getSupportedFormats?.() ?? []);
    if (!formats.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }

  async function other(source) {
    await Sync.load(source);
    const canvas = document.createElement("canvas");
    const drawn = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      [canvas.width, canvas.height] = [video.videoWidth * scale, video.videoHeight * scale].map(Math.round);
      drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = drawn.getImageData(0, 0, canvas.width, canvas.height);
      return self.jsQR(data, width, height, { inversionAttempts: "attemptBoth" })?.data;
    };
  }

  /** Tells `found` of each code that comes before the camera; resolves with what stops it. */
  Camera.start = async (video, source, found) => {
    const read = (await own()) || (await other(source));
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    await video.play();
    let [last, at, stopped] = ["", 0, false];
    const timer = { of: 0 };
    async function look() {
      const text = video.videoWidth ? await read(video).catch(() => "") : "";
      if (stopped) return;
      if (text && (text !== last || Date.now() - at > SAME)) {
        [last, at] = [text, Date.now()];
        await found(text);
      } else if (text) at = Date.now(); // it is still held there
      timer.of = setTimeout(look, EVERY);
    }
    look();
    return () => {
      stopped = true;
      clearTimeout(timer.of);
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    };
  };
})();
