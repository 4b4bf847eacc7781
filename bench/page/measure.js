// What the pages of all peers are measured with. Times are in microseconds, but where it is said.
const measure = (() => {
  const options = new URLSearchParams(location.search);
  // The app of that name reads it.
  window.subscribers = Number(options.get("subscribers") ?? 1);

  const message = "Does the Heron come in black?";
  const attachments = [];

  // Looked up each time, as the launcher does.
  const callback = () => window.customerly.onNewConversation(message, attachments);

  // What every event of ours carries, as cheap as JavaScript has it: one literal.
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

  // As the launcher does: it looks the function up each time, here by the accessor that ours has.
  const slot = Object.defineProperty({}, "onNewConversation", {
    get: Reflect.get.bind(undefined, window, "entered"),
  });
  const entered = () => slot.onNewConversation(message, attachments);

  const units = { callback, push, emptyClosure, entered };

  const pushing = [callback, push];

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const button = () => document.querySelector("button");

  // When the page shows that number, on the clock of `performance.now`.
  const shown = (number) =>
    new Promise((resolve) => {
      const look = () => {
        if (button().textContent !== String(number)) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    });

  const expect = (what, found, expected) => {
    if (found !== expected) throw new Error(`${what}: ${found}, not ${expected}`);
  };

  return {
    // Until the launcher has run and the app stands.
    async ready() {
      if (!crossOriginIsolated) throw new Error("the clock is too coarse");
      while (!window.launched) await pause(1);
      await pause(20);
      dataLayer.length = 0;
    },

    async load(name) {
      const module = await import(`/${name}/app.js`);
      await module.default();
    },

    // What one call of a unit takes, over many.
    call(unit, count) {
      const call = units[unit];
      const heard = window.heard?.();
      let pushed = 0;
      const start = performance.now();
      for (let index = 1; index <= count; index += 1) {
        call();
        // As a page does that lives long: else the array's growth would be what is measured.
        if (index % 1000 === 0) {
          pushed += dataLayer.length;
          dataLayer.length = 0;
        }
      }
      const time = ((performance.now() - start) * 1000) / count;
      pushed += dataLayer.length;
      dataLayer.length = 0;
      expect("pushes", pushed, pushing.includes(call) ? count : 0);
      if (unit === "callback") {
        expect("messages", window.heard() - heard, count * window.subscribers);
      }
      return time;
    },

    // What a callback must do in JavaScript, step by step, each in microseconds.
    crossings() {
      this.call("entered", 10_000);
      const first = ["the launcher looks the callback up, and calls it", this.call("entered", 10_000)];
      const others = window.crossings();
      dataLayer.length = 0;
      return [first, ...others];
    },

    // The keys that a unit pushes.
    keys(unit) {
      units[unit]();
      return Object.keys(dataLayer.pop()).sort().join(" ");
    },

    // Events one after the other, each pushed and counted by a component, until the page shows them.
    async burst(count) {
      const goal = Number(button().textContent) + count;
      const start = performance.now();
      for (let index = 0; index < count; index += 1) callback();
      const time = (await shown(goal)) - start;
      expect("pushes", dataLayer.length, count);
      dataLayer.length = 0;
      return (time * 1000) / count;
    },

    // Milliseconds from the callback to the changed page, each time for one event on an idle page.
    async page(count) {
      const times = [];
      for (let index = 0; index < count; index += 1) {
        await pause(4);
        const goal = Number(button().textContent) + 1;
        const start = performance.now();
        callback();
        times.push((await shown(goal)) - start);
      }
      dataLayer.length = 0;
      return times;
    },

    // How often the components of the app `renders` did, at each stage.
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
