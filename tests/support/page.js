// The JavaScript helpers of the browser tests.

const errors = [];
let prints = true;
for (const level of ["error", "warn"]) {
  const original = console[level];
  console[level] = (...args) => {
    const message = args.map(String).join(" ");
    // The test runner itself logs this warning when it starts.
    if (!message.startsWith("using deprecated parameters")) errors.push(message);
    if (prints) original.apply(console, args);
  };
}
addEventListener("error", (event) => errors.push(`uncaught: ${event.message}`));
addEventListener("unhandledrejection", ({ reason }) => errors.push(`uncaught: ${String(reason)}`));

// Stops printing. The console still records messages.
export const mute = () => { prints = false; };

export const console_errors = () => errors.splice(0);

// Resolves in a new task, after everything that is queued now.
export const next_task = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(null);
});

export const boom = () => { throw new Error("boom"); };

// Writes `undefined` as a text, because JSON would omit it.
export const show = (value) =>
  JSON.stringify(value, (_, item) => (item === undefined ? "(undefined)" : item));

export const run = (code) => new Function(code)();
export const script = (url) => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.onload = () => resolve();
  element.onerror = () => reject(new Error(`${url} did not load`));
  element.src = url;
  document.head.append(element);
});
