// The page of the model test: a script element that the test ends, timers that the test fires, and a
// launcher that knows whose session it has. What must never happen is in `violations`.
window.model = (() => {
  const realAppend = Node.prototype.appendChild;
  document.head.appendChild = (element) => {
    if (element.tagName !== "SCRIPT") return realAppend.call(document.head, element);
    model.script = element;
    return element;
  };
  const { setTimeout, clearTimeout } = window;
  const { error, warn } = console;
  const isOurs = (text) => String(text).startsWith("yew-customerly:");
  console.error = (...texts) => isOurs(texts[0]) || error(...texts);
  console.warn = (...texts) => isOurs(texts[0]) || warn(...texts);
  let timers = [];
  window.setTimeout = (callback) => timers.push({ callback });
  window.clearTimeout = (id) => timers[id - 1] && (timers[id - 1].callback = null);

  const model = {
    newPage() {
      delete window.customerly;
      timers = [];
      Object.assign(model, {
        script: null, session: null, throwing: new Set(), violations: [], heard: [],
        isAnswering: true, truth: { epoch: 0, project: "", consents: false },
      });
    },

    fireTimers() {
      const due = timers.splice(0);
      for (const { callback } of due) callback?.();
    },

    endScript(type) {
      const { script } = model;
      model.script = null;
      script?.dispatchEvent(new Event(type));
    },

    // A session is of one visitor and of one project for as long as it lasts. A user who comes back
    // before the chat was told to log out has the session still.
    hear([epoch, user, project], what) {
      const { session, truth, violations } = model;
      if (!truth.consents) violations.push(`${what}: without consent`);
      // What was said before the project was named goes to the first one that is.
      if (project && project !== session.project) violations.push(`${what}: of ${project} in ${session.project}`);
      session.epoch ??= epoch;
      if (user !== "0" && Number(user) === session.user) session.epoch = epoch;
      if (epoch !== session.epoch) violations.push(`${what}: of visitor ${epoch} in ${session.epoch}'s`);
    },

    hearSettings(settings, what) {
      const { session, violations } = model;
      if (settings.app_id !== undefined && settings.app_id !== session.project) {
        violations.push(`${what}: to ${settings.app_id} in ${session.project}`);
      }
      if (settings.name !== undefined) {
        model.hear(settings.name.split(" "), `${what} ${settings.name}`);
      }
      if (settings.user_id !== undefined) {
        if (session.user !== undefined && session.user !== settings.user_id) {
          violations.push(`${what}: user ${settings.user_id} in ${session.user}'s`);
        }
        session.user = settings.user_id;
      }
    },

    hearWord(word, what) {
      const parts = word.split(" ");
      model.hear(parts, `${what} ${word}`);
      model.heard.push(Number(parts[3]));
    },

    launch(settings) {
      const chat = (window.customerly ??= []);
      chat.settings = settings;
      model.session = { project: settings.app_id };
      model.hearSettings(settings, "start");
      const epoch = Number(model.session.epoch ?? model.truth.epoch);
      if (epoch !== model.truth.epoch) model.violations.push(`start as visitor ${epoch}, who has left`);
      const method = (name, run) => {
        chat[name] = (...values) => {
          if (model.throwing.has(name)) throw new Error(`${name} is broken`);
          run(...values);
        };
      };
      method("update", (settings) => settings && model.hearSettings(settings, "update"));
      method("event", (name) => model.hearWord(name, "event"));
      method("attribute", (_, value) => model.hearWord(value, "attribute"));
      method("showNewMessage", (text) => model.hearWord(text, "message"));
      method("registerLead", (email) => model.hearWord(email, "lead"));
      method("logout", () => (model.session = { project: model.session.project }));
      for (const name of ["open", "close", "show", "hide"]) method(name, () => {});
    },

    runScript() {
      if (model.script === null) return;
      model.launch(window.customerly.settings);
      model.endScript("load");
    },

    // Gives the browser back to the other tests.
    end() {
      delete document.head.appendChild;
      Object.assign(window, { setTimeout, clearTimeout });
      Object.assign(console, { error, warn });
    },

    // The visitor writes in the chat window, whose session is theirs from then on.
    write() {
      if (model.session === null || !window.customerly.onNewConversation) return;
      model.session.epoch ??= String(model.truth.epoch);
      window.customerly.onNewConversation("a message", []);
    },

    call(name, ...values) {
      if (model.session !== null) window.customerly[name]?.(...values);
    },
  };
  return model;
})();
