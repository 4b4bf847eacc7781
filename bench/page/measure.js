// Measures the pages of all peers. Times are in microseconds unless stated otherwise.
const measure = (() => {
  const options = new URLSearchParams(location.search);
  // Read by the apps that only count.
  window.subscribers = Number(options.get("subscribers") ?? 1);

  const message = "Does the Heron come in black?";
  const attachments = [];

  // Looks the callback up each time, as the launcher does.
  const callback = () => window.customerly.onNewConversation(message, attachments);

  // A push of the crate's keys as an object literal, the cheapest form in JavaScript.
  const push = () =>
    dataLayer.push({
      event: "customerly_new_conversation",
      customerly_page_location: "http://127.0.0.1/",
      customerly_page_title: "Pricing · Glimworth Lamps",
      customerly_conversation_id: undefined,
      customerly_message_id: undefined,
      customerly_message_length: 29,
      customerly_attachment_count: 0,
      customerly_message: undefined,
      customerly_lead_email_given: undefined,
      customerly_lead_email_sha256: undefined,
      customerly_question_attribute: undefined,
      customerly_question_answer: undefined,
      customerly_article_id: undefined,
      customerly_article_slug: undefined,
      customerly_article_title: undefined,
      customerly_notification_id: undefined,
      customerly_notification_item: undefined,
      customerly_survey_id: undefined,
      customerly_trigger_id: undefined,
      customerly_open_seconds: undefined,
      customerly_failure_status: undefined,
    });

  const emptyClosure = () => window.emptyClosure(message, attachments);

  // Looks the function up through an accessor, as the crate installs one.
  const slot = Object.defineProperty({}, "onNewConversation", {
    get: Reflect.get.bind(undefined, window, "emptyCallback"),
  });
  const emptyCallback = () => slot.onNewConversation(message, attachments);

  const units = { callback, push, emptyClosure, emptyCallback };

  const unitsThatPush = [callback, push];

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const button = () => document.querySelector("button");

  // Resolves to the time at which the page shows that number.
  const numberShown = (number) =>
    new Promise((resolve) => {
      const check = () => {
        if (button().textContent !== String(number)) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(check);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      check();
    });

  const expect = (what, found, expected) => {
    if (found !== expected) throw new Error(`${what}: expected ${expected}, found ${found}`);
  };

  return {
    // Resolves once the launcher has run and the app has rendered.
    async ready() {
      if (!crossOriginIsolated) throw new Error("no cross-origin isolation: the clock is too coarse");
      while (!window.launcherReady) await pause(1);
      await pause(20);
      dataLayer.length = 0;
    },

    async load(name) {
      const module = await import(`/${name}/app.js`);
      await module.default();
    },

    // The average time of one call.
    timePerCall(unit, count) {
      const call = units[unit];
      const receivedBefore = window.receivedEvents?.();
      let pushed = 0;
      const start = performance.now();
      for (let index = 1; index <= count; index += 1) {
        call();
        // Otherwise the growth of the array would dominate the measurement.
        if (index % 1000 === 0) {
          pushed += dataLayer.length;
          dataLayer.length = 0;
        }
      }
      const time = ((performance.now() - start) * 1000) / count;
      pushed += dataLayer.length;
      dataLayer.length = 0;
      expect("pushes", pushed, unitsThatPush.includes(call) ? count : 0);
      if (unit === "callback") {
        expect("messages", window.receivedEvents() - receivedBefore, count * window.subscribers);
      }
      return time;
    },

    // The steps that every callback takes in JavaScript.
    crossings() {
      this.timePerCall("emptyCallback", 10_000);
      const first = [
        "the launcher looks the callback up, and calls it",
        this.timePerCall("emptyCallback", 10_000),
      ];
      const others = window.crossings();
      dataLayer.length = 0;
      return [first, ...others];
    },

    // The keys that a unit pushes.
    keys(unit) {
      units[unit]();
      return Object.keys(dataLayer.pop()).sort().join(" ");
    },

    // The average time of an event in a burst, until the page shows the last one.
    async burst(count) {
      const goal = Number(button().textContent) + count;
      const start = performance.now();
      for (let index = 0; index < count; index += 1) callback();
      const time = (await numberShown(goal)) - start;
      expect("pushes", dataLayer.length, count);
      dataLayer.length = 0;
      return (time * 1000) / count;
    },

    // The times from a callback to the updated page, in milliseconds, one event at a time.
    async updates(count) {
      const times = [];
      for (let index = 0; index < count; index += 1) {
        await pause(4);
        const goal = Number(button().textContent) + 1;
        const start = performance.now();
        callback();
        times.push((await numberShown(goal)) - start);
      }
      dataLayer.length = 0;
      return times;
    },

    // The render counts of the app `renders` after each stage.
    async renders(count) {
      const stages = [window.renders()];
      for (let index = 0; index < count; index += 1) callback();
      await pause(50);
      stages.push(window.renders());
      window.customerly.open();
      await pause(50);
      window.customerly.close();
      await pause(50);
      stages.push(window.renders());
      return stages;
    },

    wasmBytes: () => window.wasm?.memory.buffer.byteLength ?? 0,
  };
})();
