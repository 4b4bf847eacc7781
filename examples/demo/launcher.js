// A stand-in for Customerly's launcher, for the demo and its tests only.
//
// The demo loads it through the crate's real loading code, in the place of
// https://messenger.customerly.io/launcher.js, and from then on the crate cannot tell the two
// apart: it finds `window.customerly` as the snippet left it, drains the queue, puts the live
// methods in the place of the stubs, and calls the callbacks when a person does something.
// Nothing that is typed here leaves the page.
(async () => {
  "use strict";

  // `launcher.js?slow` is the launcher of a chat that is far away.
  if (document.currentScript?.src.endsWith("?slow")) {
    await new Promise((done) => setTimeout(done, 3000));
  }

  const chat = window.customerly;
  if (!chat?.settings) {
    // Without the snippet's `load` there is nobody to talk to. The real launcher is silent, too.
    return;
  }

  // ---------------------------------------------------------------------------------------------
  // The workshop behind the chat

  const AGENT = { account_id: 41, name: "Mira", is_ai: false };
  const VISITOR = { user_id: 90210 };
  const COLLECTION = { knowledge_base_collection_id: 12, slug: "care", title: "Care" };

  const ARTICLES = [
    {
      id: 7101,
      slug: "change-the-bulb",
      title: "How to change the bulb",
      description: "Two minutes, no tools.",
      paragraphs: [
        "Switch the lamp off and let the bulb cool for five minutes.",
        "Hold the shade with one hand and turn the bulb to the left with the other.",
        "Every Glimworth lamp takes an E27 bulb of up to 8 watts. Warm white, 2700 K, suits the shades best.",
      ],
    },
    {
      id: 7102,
      slug: "send-a-lamp-in",
      title: "How to send a lamp in",
      description: "The box, the label and how long it takes.",
      paragraphs: [
        "Write to us first: four faults in five can be mended at home with a part that we post.",
        "If the lamp must travel, we send a box with a label. Most repairs take a week.",
      ],
    },
  ];

  const QUESTION = {
    attribute: "company_size",
    text: "How many people will read by these lamps?",
    choices: [
      { caption: "Just me", value: "1" },
      { caption: "2 to 10", value: "2-10" },
      { caption: "11 to 50", value: "11-50" },
      { caption: "More than 50", value: "50+" },
    ],
  };

  /** The article as the callback gets it: the shape is Customerly's own. */
  const articlePayload = (article) => ({
    account: AGENT,
    body: article.paragraphs.map((text) => `<p>${text}</p>`).join(""),
    collection: COLLECTION,
    created_at: 1735812000,
    description: article.description,
    knowledge_base_article_id: article.id,
    slug: article.slug,
    title: article.title,
    updated_at: 1748858400,
  });

  const callPayload = () => ({
    account: AGENT,
    url: "https://video.example/room/5001",
    ts: Date.now(),
    conversation_id: conversation?.id ?? nextConversation,
    user: VISITOR,
  });

  const surveyPayload = () => ({
    survey_id: 310,
    creator: AGENT,
    thank_you_text: "Thank you!",
    question: {
      survey_id: 310,
      survey_question_id: 311,
      step: 0,
      title: "Would you recommend the lamp to a friend?",
      type: 3,
      limits: { from: 0, to: 10 },
      choices: [],
    },
  });

  const messagePayload = (text, conversationId) => ({
    accountId: AGENT.account_id,
    accountName: AGENT.name,
    message: `<p>${text}</p>`,
    timestamp: Date.now(),
    conversationId,
  });

  // ---------------------------------------------------------------------------------------------
  // The wire to the page

  // Customerly publishes two ways to listen and does not say which of them the launcher honours,
  // so the developer menu can have each, from the next start on: a launcher does not change its ways
  // while it runs. Customerly's own React package listens on the property.
  const CHANNELS = {
    property: "customerly.onX",
    callbacks: "settings.callbacks",
    both: "both",
  };
  const channel = remembered("channel", Object.keys(CHANNELS)) ?? "property";

  function fire(name, ...args) {
    const handlers = [];
    if (channel !== "callbacks") handlers.push(chat[name]);
    if (channel !== "property") handlers.push(settings.callbacks?.[name]);
    for (const handler of handlers) {
      if (typeof handler !== "function") continue;
      try {
        handler(...args);
      } catch (error) {
        // A page's mistake must not stop the chat; the console shall still name it.
        reportError(error);
      }
    }
  }

  // ---------------------------------------------------------------------------------------------
  // What the launcher knows, and what the page can ask of it

  let settings = { ...chat.settings };
  let open = false;
  let hidden = false;
  let view = "home";
  let article = ARTICLES[0];
  let conversation = null;
  let nextConversation = 5001;
  let nextMessage = 90001;
  let profiled = false;
  let lead = null;
  let call = "idle";
  let opener = null;
  // The latest calls of the page, newest first. The demo shows them on a page of its own.
  const commands = (window.glimworthCalls = []);
  const waiting = [];

  const methods = {
    event() {},
    attribute() {},
    update(changes) {
      settings = { ...settings, ...changes };
      dress();
    },
    show() {
      hidden = false;
      dress();
    },
    hide() {
      hidden = true;
      dress();
    },
    open() {
      openWindow();
    },
    close() {
      closeWindow();
    },
    logout() {
      conversation = null;
      profiled = false;
      lead = null;
      countUnread();
      show("home");
    },
    showArticle(collectionOrId, slug) {
      article =
        ARTICLES.find((one) => one.id === collectionOrId || one.slug === slug) ?? ARTICLES[0];
      openWindow("article");
    },
    showBookMeeting() {
      openWindow("meeting");
    },
    showNewMessage(text) {
      startConversation();
      conversation.draft.value = text ?? "";
      openWindow("conversation");
    },
    sendNewMessage(text) {
      startConversation();
      openWindow("conversation");
      send(String(text ?? ""), []);
    },
    registerLead(email) {
      lead = email;
      fire("onLeadGenerated", email);
    },
  };

  // ---------------------------------------------------------------------------------------------
  // Small tools

  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null && child !== false));
    return element;
  }

  function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  const ICONS = {
    chat: "M4 5h16v11H10l-5 4v-4H4z",
    close: "M6 6l12 12M18 6L6 18",
    back: "M15 5l-7 7 7 7",
    code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
    clip: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7",
    send: "M12 20V5M6 11l6-6 6 6",
    next: "M9 5l7 7-7 7",
  };

  // A browser that stores nothing only forgets.
  function remember(key, value) {
    try {
      sessionStorage.setItem(`glimworth.${key}`, value);
    } catch {}
  }

  function remembered(key, allowed) {
    try {
      const value = sessionStorage.getItem(`glimworth.${key}`);
      return allowed.includes(value) ? value : null;
    } catch {
      return null;
    }
  }

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /** Resolves as soon as a person looks at the conversation. */
  const seen = () => new Promise((done) => (watching() ? done() : waiting.push(done)));

  const watching = () => open && view === "conversation";

  /** The file's bytes; none of a file that cannot be read any more. */
  const base64 = (file) =>
    new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => done("");
      reader.readAsDataURL(file);
    });

  // ---------------------------------------------------------------------------------------------
  // The conversation

  function startConversation() {
    const log = h("div", { class: "log", role: "log", "aria-label": "Messages", tabindex: "0" });
    const draft = h("textarea", {
      rows: "2",
      name: "message",
      placeholder: "Write a message",
      "aria-label": "Your message",
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          event.target.form.requestSubmit();
        }
      },
    });
    const files = h("input", { type: "file", name: "file", class: "unseen", onchange: listFiles });
    const chosen = h("p", { class: "chosen", hidden: true });
    const form = h(
      "form",
      { class: "composer", onsubmit: submit },
      chosen,
      draft,
      h("label", { class: "round attach" }, files, icon(ICONS.clip), unseen("Attach a file")),
      h("button", { class: "round send" }, icon(ICONS.send), unseen("Send")),
    );
    // It gets its number when the first message goes out: until then the chat's server would not
    // know it, either.
    conversation = { id: null, log, draft, form, unread: [] };
    say("agent", "Hello! What would you like to know?");
    countUnread();

    function listFiles() {
      chosen.hidden = files.files.length === 0;
      chosen.textContent = [...files.files].map((file) => `Attached: ${file.name}`).join(", ");
    }

    async function submit(event) {
      event.preventDefault();
      const text = draft.value.trim();
      const picked = [...files.files];
      if (!text && picked.length === 0) return;
      form.reset();
      listFiles();
      const attachments = await Promise.all(
        picked.map(async (file) => ({
          name: file.name,
          size: file.size,
          base64: await base64(file),
        })),
      );
      // Reading takes a moment, in which the page may have called `logout`.
      if (conversation?.form === form) send(text, attachments);
    }
  }

  const unseen = (text) => h("span", { class: "unseen" }, text);

  function say(who, text, ...more) {
    const bubble = h("p", { class: `bubble ${who}` }, text, ...more);
    append(bubble);
    return bubble;
  }

  function append(element) {
    conversation.log.append(element);
    conversation.log.scrollTop = conversation.log.scrollHeight;
  }

  function send(text, attachments) {
    say("visitor", text, ...attachments.map((file) => h("span", { class: "file" }, file.name)));
    if (conversation.id === null) {
      conversation.id = nextConversation++;
      fire("onNewConversation", text, attachments);
      answer(conversation);
    }
  }

  function receive(text) {
    say("agent", text);
    const id = nextMessage++;
    if (!watching()) conversation.unread.push(id);
    countUnread();
    fire("onNewMessageReceived", messagePayload(text, conversation.id));
  }

  /** The workshop writes, asked or not: while nobody looks at the conversation it stays unread. */
  function writeFirst() {
    if (!conversation) startConversation();
    conversation.id ??= nextConversation++;
    receive("The Heron is back in stock.");
  }

  /** What the workshop does about a new conversation. A `logout` on the way ends it. */
  async function answer(mine) {
    const over = () => conversation !== mine;

    const typing = say("agent typing", "Mira is typing");
    await pause(600);
    typing.remove();
    if (over()) return;
    receive("Thank you, we have it. One of us reads it now and answers here.");

    await seen();
    if (over() || profiled) return;
    await question();
    if (over() || lead) return;
    emailForm();
  }

  function question() {
    return new Promise((done) => {
      const pick = ({ caption, value }) => {
        profiled = true;
        card.remove();
        say("visitor", caption);
        conversation.draft.focus();
        fire("onProfilingQuestionAnswered", QUESTION.attribute, value);
        done();
      };
      const card = h(
        "fieldset",
        { class: "card question" },
        h("legend", null, QUESTION.text),
        ...QUESTION.choices.map((choice) =>
          h(
            "button",
            { type: "button", class: "choice", onclick: () => pick(choice) },
            choice.caption,
          ),
        ),
      );
      append(card);
      fire("onProfilingQuestionAsked", QUESTION.attribute);
    });
  }

  function emailForm() {
    const input = h("input", {
      type: "email",
      name: "email",
      required: true,
      autocomplete: "email",
      placeholder: "you@example.com",
    });
    const done = (words) => {
      card.remove();
      say("agent", words);
      conversation.draft.focus();
    };
    const card = h(
      "form",
      {
        class: "card email",
        onsubmit: (event) => {
          event.preventDefault();
          lead = input.value;
          done("Thank you. If you leave, the answer goes there.");
          fire("onLeadGenerated", lead);
        },
      },
      h("label", null, "Where can we write if you leave?", input),
      h("button", { class: "choice strong" }, "Save"),
      h(
        "button",
        { type: "button", class: "choice", onclick: () => done("No problem: we answer here.") },
        "Not now",
      ),
    );
    append(card);
  }

  function countUnread() {
    const unread = conversation?.unread.length ?? 0;
    chat.unreadMessagesCount = unread;
    chat.unreadConversationsCount = unread > 0 ? 1 : 0;
    badge.textContent = unread > 0 ? String(unread) : "";
    label();
  }

  function readAll() {
    const read = conversation.unread.splice(0);
    countUnread();
    for (const id of read) fire("onMessageRead", conversation.id, id);
  }

  // ---------------------------------------------------------------------------------------------
  // The views: each gives a title and what stands under it

  const row = (title, text, onclick) =>
    h(
      "button",
      { class: "row", onclick },
      h("span", null, h("b", null, title), text),
      icon(ICONS.next),
    );

  const views = {
    home: () => [
      "Glimworth",
      h(
        "div",
        { class: "scroll" },
        h("p", { class: "greeting" }, "Good light to you."),
        h("p", { class: "hours" }, "The workshop answers on weekdays, mostly within the hour."),
        conversation?.id &&
          row(
            "Your conversation",
            conversation.unread.length ? "There is something new" : "Go on writing",
            () => show("conversation"),
          ),
        !(conversation?.id && settings.singleConversation) &&
          row("Send us a message", "Ask about a lamp, a price, a repair", () => {
            startConversation();
            show("conversation");
          }),
        ...ARTICLES.map((one) =>
          row(one.title, one.description, () => {
            article = one;
            show("article");
          }),
        ),
        row("Talk by video", "See the lamps in the workshop", () => show("call")),
      ),
    ],

    conversation: () => ["Your conversation", conversation.log, conversation.form],

    article: () => [
      "Help centre",
      h(
        "article",
        { class: "scroll prose", tabindex: "0", "aria-label": article.title },
        h("h3", null, article.title),
        ...article.paragraphs.map((text) => h("p", null, text)),
        h("p", { class: "hours" }, `Written by ${AGENT.name}`),
      ),
    ],

    meeting: () => [
      "Visit the workshop",
      h(
        "div",
        { class: "scroll prose" },
        h("h3", null, "Pick a time"),
        ...["Tuesday, 10:00", "Thursday, 15:30", "Saturday, 11:00"].map((time) =>
          row(time, "Half an hour, with tea", () => {
            startConversation();
            show("conversation");
            say("agent", `${time} it is. Ring the bell twice, the saw is loud.`);
          }),
        ),
      ),
    ],

    call: () => ["Video call", h("div", { class: "scroll call" }, ...callFace[call]())],

    developer: () => [
      "Developer menu",
      h(
        "div",
        { class: "scroll developer" },
        h("h3", null, "Call the page back through"),
        h(
          "div",
          { class: "pair" },
          ...Object.entries(CHANNELS).map(([value, caption]) =>
            h(
              "button",
              {
                class: "choice",
                "aria-pressed": String(value === channel),
                value,
                onclick: restart,
              },
              h("code", null, caption),
            ),
          ),
        ),
        h("p", { class: "hours" }, "Choosing loads the page again."),
        h("h3", null, "Fire a callback"),
        h("button", { class: "fire", onclick: writeFirst }, "onNewMessageReceived"),
        ...Object.entries(callbacks()).map(([name, args]) =>
          h("button", { class: "fire", onclick: () => fire(name, ...args()) }, name),
        ),
        h("h3", null, "What the page has told the chat"),
        commands.length === 0
          ? h("p", { class: "hours" }, "Nothing yet.")
          : h(
              "ol",
              { class: "commands", reversed: true },
              ...commands.map(({ name, args }) => h("li", null, `${name}(${shown(args)})`)),
            ),
      ),
    ],
  };

  const shown = (args) => args.map((arg) => JSON.stringify(arg) ?? String(arg)).join(", ");

  /** Those that nothing in the window fires by itself, with what the real ones would carry. */
  function callbacks() {
    const id = conversation?.id ?? 5000;
    return {
      onMessengerInitialized: () => [],
      onMessengerLoadFailed: () => [{ status: 401, message: "Identity verification failed" }],
      onNewConversationReceived: () => [id],
      onMessageRead: () => [id, nextMessage],
      onChatflowNotificationViewed: () => [820, lead ?? undefined],
      onChatflowNotificationClicked: () => [
        820,
        { type: "button", button: { caption: "See the lamps", link: "/lamps" } },
        lead ?? undefined,
      ],
      onRealtimeVideoReceived: () => [callPayload()],
      onRealtimeVideoCanceled: () => [],
      onSurveyPresented: () => [surveyPayload()],
      onSurveyAnswered: () => [],
      onSurveyRejected: () => [],
      onTriggerFired: () => [77],
    };
  }

  const callFace = {
    idle: () => [avatar(), h("p", { role: "status" }, "Looking for somebody who is free")],
    ringing: () => [
      avatar(),
      h("p", { role: "status" }, "Mira is calling"),
      h(
        "div",
        { class: "pair" },
        h(
          "button",
          {
            class: "choice strong",
            onclick: () => callBecomes("talking", "onRealtimeVideoAnswered", callPayload()),
          },
          "Answer",
        ),
        h(
          "button",
          { class: "choice", onclick: () => callBecomes("over", "onRealtimeVideoRejected") },
          "Decline",
        ),
      ),
    ],
    talking: () => [
      avatar(),
      h("p", { role: "status" }, "You are talking to Mira"),
      h("button", { class: "choice strong", onclick: () => show("home") }, "Hang up"),
    ],
    over: () => [
      avatar(),
      h("p", { role: "status" }, "Another time, then."),
      h("button", { class: "choice", onclick: () => show("home") }, "Back to the start"),
    ],
  };

  function restart(event) {
    remember("channel", event.currentTarget.value);
    location.reload();
  }

  const avatar = () => h("div", { class: "avatar", "aria-hidden": "true" }, AGENT.name[0]);

  function callBecomes(next, callback, ...args) {
    call = next;
    show("call");
    fire(callback, ...args);
  }

  async function ring() {
    await pause(400);
    if (call === "idle" && view === "call")
      callBecomes("ringing", "onRealtimeVideoReceived", callPayload());
  }

  // ---------------------------------------------------------------------------------------------
  // The window

  const title = h("h2", { tabindex: "-1" });
  const back = button("back", "Back", () => show("home"));
  const body = h("div", { class: "body" });
  const frame = h(
    "div",
    {
      class: "window",
      role: "dialog",
      "aria-label": "Chat with Glimworth",
      hidden: true,
      onkeydown: (event) => {
        if (event.key === "Escape") closeWindow();
      },
    },
    h(
      "div",
      { class: "head" },
      back,
      title,
      button("code", "Developer menu", () => show("developer")),
      button("close", "Close the chat", closeWindow),
    ),
    body,
  );
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const bubble = h(
    "button",
    { class: "launcher", onclick: () => (open ? closeWindow() : openWindow()) },
    icon(ICONS.chat),
    badge,
  );

  function button(name, caption, onclick) {
    return h(
      "button",
      { class: `tool ${name}`, title: caption, "aria-label": caption, onclick },
      icon(ICONS[name]),
    );
  }

  /** What is on view; the focus goes along, because the old view took it away with itself. */
  function show(next, reopened = false) {
    if (view === "call" && next !== "call") {
      if (call === "ringing") fire("onRealtimeVideoCanceled");
      call = "idle";
    }
    view = next;
    const [heading, ...content] = views[view]();
    title.textContent = heading;
    back.hidden = view === "home";
    body.replaceChildren(...content);
    if (!open) return;

    const target = view === "conversation" ? conversation.draft : title;
    if (!settings.disableAutofocus) target.focus();
    if (view === "conversation") {
      conversation.log.scrollTop = conversation.log.scrollHeight;
      readAll();
      for (const done of waiting.splice(0)) done();
    } else if (view === "article" && !reopened) {
      fire("onHelpCenterArticleOpened", articlePayload(article));
    } else if (view === "call" && call === "idle") {
      ring();
    }
  }

  function openWindow(next) {
    if (open) {
      if (next) show(next);
      return;
    }
    opener = document.activeElement;
    open = true;
    frame.hidden = false;
    label();
    fire("onChatOpened");
    show(next ?? view, !next);
  }

  function closeWindow() {
    if (!open) return;
    const inside = document.activeElement === host;
    open = false;
    frame.hidden = true;
    label();
    fire("onChatClosed");
    if (!inside) return;
    // The page may have disabled the button that opened the chat, and enables it again because of
    // the callback above: only after that can the button take the focus.
    setTimeout(() => {
      if (open) return;
      const known = opener?.isConnected && opener !== document.body && opener !== host;
      (known ? opener : bubble).focus();
    });
  }

  function label() {
    const unread = chat.unreadMessagesCount > 0 ? `, ${chat.unreadMessagesCount} unread` : "";
    bubble.setAttribute("aria-label", `${open ? "Close" : "Open"} the chat${unread}`);
    bubble.setAttribute("aria-expanded", String(open));
  }

  /** The appearance that the page asked for. */
  function dress() {
    const { accentColor, contrastColor, direction, position = {} } = settings;
    const offset = (name, value) => host.style.setProperty(name, `${Number(value) || 0}px`);
    host.style.setProperty("--accent", accentColor ?? "#1f4f8f");
    host.style.setProperty("--contrast", contrastColor ?? "#ffffff");
    offset("--side", position.desktop?.side);
    offset("--bottom", position.desktop?.bottom);
    offset("--mobile-side", position.mobile?.side);
    offset("--mobile-bottom", position.mobile?.bottom);
    host.classList.toggle("left", direction === "left");
    host.classList.toggle("no-attachments", settings.attachmentsAvailable === false);
    host.classList.toggle("not-on-mobile", settings.visibleOnMobile === false);
    bubble.hidden = hidden || settings.visible === false;
  }

  // A constructed sheet in a shadow root: the page's styles stay out, and a strict content
  // security policy has nothing to forbid.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; --paper: #fffdf9; --ink: #221d17; --quiet: #6a6157; --line: #e3dace; --mine: #f0e8dc; --ring: var(--accent); }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #211d19; --ink: #f1eae0; --quiet: #b3a899; --line: #3d362e; --mine: #332d26; --ring: var(--ink); }
    }
    * { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
    [hidden] { display: none !important; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    button, input, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; }
    :focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
    .head :focus-visible { outline-color: var(--contrast); outline-offset: -3px; }
    h2:focus { outline: none; }
    svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

    .launcher, .window { position: fixed; z-index: 2147483000; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); }
    .launcher { right: calc(20px + var(--side)); bottom: calc(20px + var(--bottom)); width: 56px; height: 56px; border: 0; border-radius: 50%;
      display: grid; place-items: center; background: var(--accent); color: var(--contrast); box-shadow: 0 4px 16px rgb(0 0 0 / .28); }
    .launcher svg { width: 26px; height: 26px; }
    .badge:empty { display: none; }
    .badge { position: absolute; top: -3px; right: -3px; min-width: 22px; padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff;
      font-size: 13px; font-weight: 700; line-height: 22px; text-align: center; }
    .window { right: calc(20px + var(--side)); bottom: calc(88px + var(--bottom)); width: 372px; height: min(580px, 100vh - 116px - var(--bottom));
      display: flex; flex-direction: column; overflow: hidden; border: 1px solid var(--line); border-radius: 16px; background: var(--paper);
      box-shadow: 0 12px 40px rgb(0 0 0 / .24); animation: rise .18s ease-out; }
    :host(.left) .launcher, :host(.left) .window { right: auto; left: calc(20px + var(--side)); }
    :host(.no-attachments) .attach { display: none; }
    @keyframes rise { from { opacity: 0; transform: translateY(10px); } }

    .head { flex: none; display: flex; align-items: center; gap: 2px; min-height: 56px; padding: 6px 8px 6px 16px; background: var(--accent); color: var(--contrast); }
    .head h2 { flex: 1; margin: 0; font-size: 16px; font-weight: 600; }
    .tool { width: 40px; height: 40px; display: grid; place-items: center; border: 0; border-radius: 10px; background: none; }
    .tool:hover { background: color-mix(in srgb, var(--contrast) 16%, transparent); }
    .tool.back { margin-left: -10px; }
    .body { flex: 1; min-height: 0; display: flex; flex-direction: column; }
    .scroll, .log { flex: 1; min-height: 0; overflow-y: auto; padding: 18px; }
    .scroll:focus-visible, .log:focus-visible { outline-offset: -3px; }

    .greeting { margin: 4px 0 2px; font-size: 21px; font-weight: 650; letter-spacing: -.01em; }
    .hours { margin: 0 0 14px; color: var(--quiet); }
    .row { width: 100%; display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 12px 2px; border: 0;
      border-top: 1px solid var(--line); background: none; text-align: left; }
    .row b { display: block; color: var(--ink); font-weight: 600; }
    .row span { color: var(--quiet); }
    .row svg { flex: none; width: 18px; height: 18px; color: var(--quiet); }
    .row:hover b { text-decoration: underline; text-underline-offset: 3px; }
    .prose h3 { margin: 4px 0 10px; font-size: 19px; }
    .prose p { margin: 0 0 12px; }

    .log { display: flex; flex-direction: column; gap: 8px; }
    .bubble { margin: 0; max-width: 84%; padding: 8px 12px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .agent { align-self: flex-start; border: 1px solid var(--line); border-bottom-left-radius: 4px; }
    .visitor { align-self: flex-end; background: var(--accent); color: var(--contrast); border-bottom-right-radius: 4px; }
    .typing { color: var(--quiet); font-style: italic; }
    .file { display: block; margin-top: 6px; padding-top: 6px; border-top: 1px solid color-mix(in srgb, currentColor 40%, transparent); font-size: 13px; }
    .card { margin: 4px 0 0; padding: 12px 14px 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--mine); min-width: 0; }
    .card legend { float: left; width: 100%; padding: 0; margin-bottom: 10px; }
    .card legend ~ * { clear: left; }
    .question .choice { margin: 0 6px 6px 0; clear: none; }
    .question legend + .choice { clear: left; }
    .card input { display: block; width: 100%; margin: 6px 0 10px; padding: 8px 10px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--paper); }
    .email .choice + .choice { margin-left: 8px; }
    .choice { padding: 7px 14px; border: 1px solid var(--quiet); border-radius: 999px; background: var(--paper); }
    .choice:hover { border-color: var(--ink); }
    .strong { background: var(--accent); border-color: var(--accent); color: var(--contrast); }
    .composer { flex: none; display: flex; flex-wrap: wrap; align-items: flex-end; gap: 6px; padding: 10px 12px; border-top: 1px solid var(--line); }
    .composer textarea { flex: 1; min-width: 0; resize: none; padding: 9px 11px; border: 1px solid var(--quiet); border-radius: 12px; background: var(--paper); }
    .composer ::placeholder, .card ::placeholder { color: var(--quiet); opacity: 1; }
    .chosen { flex: 0 0 100%; margin: 0; color: var(--quiet); font-size: 13px; }
    .round { flex: none; width: 40px; height: 40px; margin-bottom: 3px; display: grid; place-items: center; border: 0; border-radius: 50%; background: none; cursor: pointer; position: relative; }
    .attach:hover { background: var(--mine); }
    .attach:focus-within { outline: 3px solid var(--ring); outline-offset: 1px; }
    .round.send { background: var(--accent); color: var(--contrast); }

    .call { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px; text-align: center; }
    .call p { margin: 0 0 6px; font-size: 18px; }
    .avatar { width: 96px; height: 96px; display: grid; place-items: center; border-radius: 50%; background: var(--mine); font-size: 40px; font-weight: 600; }
    .pair { display: flex; flex-wrap: wrap; gap: 8px; }

    .developer h3 { margin: 18px 0 8px; font-size: 15px; font-weight: 600; }
    .developer h3:first-child { margin-top: 0; }
    .developer .pair + .hours { margin: 6px 0 0; }
    .developer .choice { padding: 5px 10px; }
    .developer .choice[aria-pressed="true"] { border-color: var(--accent); background: var(--accent); color: var(--contrast); }
    code, .fire, .commands { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
    .fire { display: block; width: 100%; padding: 7px 10px; margin-bottom: 5px; border: 1px solid var(--line); border-radius: 8px; background: none; text-align: left; }
    .fire:hover { background: var(--mine); }
    .commands { margin: 0; padding-left: 30px; overflow-wrap: anywhere; }

    @media (max-width: 720px) {
      .launcher, :host(.left) .launcher { bottom: calc(16px + var(--mobile-bottom)); }
      .launcher { right: calc(16px + var(--mobile-side)); }
      :host(.left) .launcher { left: calc(16px + var(--mobile-side)); }
      :host(.not-on-mobile) .launcher, .window:not([hidden]) ~ .launcher { display: none; }
      .window, :host(.left) .window { inset: 0 0 var(--mobile-bottom) 0; width: auto; height: auto; border: 0; border-radius: 0; }
    }
    @media (prefers-reduced-motion: reduce) { .window { animation: none; } }
  `);

  const host = h("div", { id: "customerly-stand-in" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(frame, bubble);

  // ---------------------------------------------------------------------------------------------
  // The start, in the launcher's order: methods, then what was queued before them, then the news

  function note(name, args) {
    commands.unshift({ name, args });
    commands.length = Math.min(commands.length, 20);
    dispatchEvent(new Event("glimworthcall"));
  }

  // The snippet has taken this call, and keeps nothing of it but the settings.
  const { callbacks: _, ...loaded } = settings;
  note("load", [loaded]);
  for (const [name, method] of Object.entries(methods)) {
    chat[name] = (...args) => {
      note(name, args);
      method(...args);
    };
  }
  countUnread();
  dress();
  show("home");
  document.body.append(host);

  for (const [name, ...args] of (chat.queue ?? []).splice(0)) {
    if (Object.hasOwn(methods, name)) chat[name](...args);
  }

  if (settings.app_id) fire("onMessengerInitialized");
  else fire("onMessengerLoadFailed", { status: 400, message: "app_id is missing" });
})();
