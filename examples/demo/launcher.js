// A stand-in for Customerly's launcher, for the demo and its tests only.
//
// The demo loads it with the crate's real loading code instead of
// https://messenger.customerly.io/launcher.js. From then on the crate cannot tell the two apart:
// the stand-in takes over `window.customerly` as the snippet left it, replaces the stub methods,
// runs the queued calls, and calls the callbacks when the visitor does something.
// Nothing that is typed here leaves the page.
(async () => {
  "use strict";

  // `launcher.js?slow` simulates a slow network, on which the rest of the launcher's code takes its time.
  if (document.currentScript?.src.endsWith("?slow")) {
    window.customerly.isStarting = true;
    await new Promise((done) => setTimeout(done, 3000));
  }

  const chat = window.customerly;
  if (!chat?.settings) {
    // The snippet has not called `load`. The real launcher does nothing then, either.
    return;
  }

  // ---------------------------------------------------------------------------------------------
  // The workshop's data, and the payloads of callbacks

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

  /** Customerly's payload of `onHelpCenterArticleOpened`. */
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
  // Callbacks

  // Customerly documents two ways to listen and does not say which of them the launcher honours, so
  // the developer menu offers both. A choice takes effect after a reload, because a launcher does not
  // change its channel while it runs. Customerly's own React package uses the property.
  const CHANNELS = {
    property: "customerly.onX",
    callbacks: "settings.callbacks",
    both: "both",
  };
  const channel = readStored("channel", Object.keys(CHANNELS)) ?? "property";

  function fireCallback(name, ...args) {
    const handlers = [];
    if (channel !== "callbacks") handlers.push(chat[name]);
    if (channel !== "property") handlers.push(settings.callbacks?.[name]);
    for (const handler of handlers) {
      if (typeof handler !== "function") continue;
      try {
        handler(...args);
      } catch (error) {
        // An error in the page's handler must not break the chat, but it is reported.
        reportError(error);
      }
    }
  }

  // ---------------------------------------------------------------------------------------------
  // State, and the methods of `window.customerly`

  let settings = { ...chat.settings };
  let isOpen = false;
  let isHidden = false;
  let view = "home";
  let article = ARTICLES[0];
  let conversation = null;
  let nextConversation = 5001;
  let nextMessage = 90001;
  let isQuestionAnswered = false;
  let leadEmail = null;
  let callState = "idle";
  let focusedBefore = null;
  // The page's latest calls, newest first. The demo lists them on its page about login.
  const calls = (window.glimworthCalls = []);
  const viewListeners = [];

  const methods = {
    event() {},
    attribute() {},
    update(changes) {
      settings = { ...settings, ...changes };
      applySettings();
    },
    show() {
      isHidden = false;
      applySettings();
    },
    hide() {
      isHidden = true;
      applySettings();
    },
    open() {
      openWindow();
    },
    close() {
      closeWindow();
    },
    logout() {
      conversation = null;
      isQuestionAnswered = false;
      leadEmail = null;
      updateUnread();
      showView("home");
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
      leadEmail = email;
      fireCallback("onLeadGenerated", email);
    },
  };

  // ---------------------------------------------------------------------------------------------
  // Helpers

  function element(tag, attributes, ...children) {
    const created = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name.startsWith("on")) created.addEventListener(name.slice(2), value);
      else if (value === true) created.setAttribute(name, "");
      else if (value !== false && value != null) created.setAttribute(name, value);
    }
    created.append(...children.filter((child) => child != null && child !== false));
    return created;
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

  // If the browser refuses to store the value, it is lost on reload.
  function store(key, value) {
    try {
      sessionStorage.setItem(`glimworth.${key}`, value);
    } catch {}
  }

  function readStored(key, allowed) {
    try {
      const value = sessionStorage.getItem(`glimworth.${key}`);
      return allowed.includes(value) ? value : null;
    } catch {
      return null;
    }
  }

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /** Resolves once the visitor views the conversation. */
  const conversationViewed = () =>
    new Promise((done) => (isViewingConversation() ? done() : viewListeners.push(done)));

  const isViewingConversation = () => isOpen && view === "conversation";

  /** The file's content in Base64; empty if the file is no longer readable. */
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
    const log = element("div", {
      class: "log",
      role: "log",
      "aria-label": "Messages",
      tabindex: "0",
    });
    const draft = element("textarea", {
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
    const files = element("input", {
      type: "file",
      name: "file",
      class: "visually-hidden",
      onchange: listFiles,
    });
    const fileList = element("p", { class: "file-list", hidden: true });
    const form = element(
      "form",
      { class: "composer", onsubmit: submit },
      fileList,
      draft,
      element(
        "label",
        { class: "round attach" },
        files,
        icon(ICONS.clip),
        visuallyHidden("Attach a file"),
      ),
      element("button", { class: "round send" }, icon(ICONS.send), visuallyHidden("Send")),
    );
    // The id is assigned with the first message: until then a real server does not know the
    // conversation.
    conversation = { id: null, log, draft, form, unread: [] };
    addBubble("agent", "Hello! What would you like to know?");
    updateUnread();

    function listFiles() {
      fileList.hidden = files.files.length === 0;
      fileList.textContent = [...files.files].map((file) => `Attached: ${file.name}`).join(", ");
    }

    async function submit(event) {
      event.preventDefault();
      const text = draft.value.trim();
      const selected = [...files.files];
      if (!text && selected.length === 0) return;
      form.reset();
      listFiles();
      const attachments = await Promise.all(
        selected.map(async (file) => ({
          name: file.name,
          size: file.size,
          base64: await base64(file),
        })),
      );
      // The page may have called `logout` while the files were read.
      if (conversation?.form === form) send(text, attachments);
    }
  }

  const visuallyHidden = (text) => element("span", { class: "visually-hidden" }, text);

  function addBubble(author, text, ...more) {
    const bubble = element("p", { class: `bubble ${author}` }, text, ...more);
    appendToLog(bubble);
    return bubble;
  }

  function appendToLog(entry) {
    conversation.log.append(entry);
    conversation.log.scrollTop = conversation.log.scrollHeight;
  }

  function send(text, attachments) {
    addBubble(
      "visitor",
      text,
      ...attachments.map((file) => element("span", { class: "file" }, file.name)),
    );
    if (conversation.id === null) {
      conversation.id = nextConversation++;
      fireCallback("onNewConversation", text, attachments);
      respond(conversation);
    }
  }

  function receive(text) {
    addBubble("agent", text);
    const id = nextMessage++;
    if (!isViewingConversation()) conversation.unread.push(id);
    updateUnread();
    fireCallback("onNewMessageReceived", messagePayload(text, conversation.id));
  }

  /** Sends a message that the visitor did not ask for. */
  function sendUnprompted() {
    if (!conversation) startConversation();
    conversation.id ??= nextConversation++;
    receive("The Heron is back in stock.");
  }

  /** The workshop's reaction to a new conversation. A `logout` in between cancels it. */
  async function respond(current) {
    const isCancelled = () => conversation !== current;

    const typing = addBubble("agent typing", "Mira is typing");
    await pause(600);
    typing.remove();
    if (isCancelled()) return;
    receive("Thank you, we got your message. One of us will answer here shortly.");

    await conversationViewed();
    if (isCancelled() || isQuestionAnswered) return;
    await askQuestion();
    if (isCancelled() || leadEmail) return;
    askForEmail();
  }

  function askQuestion() {
    return new Promise((done) => {
      const pick = ({ caption, value }) => {
        isQuestionAnswered = true;
        card.remove();
        addBubble("visitor", caption);
        conversation.draft.focus();
        fireCallback("onProfilingQuestionAnswered", QUESTION.attribute, value);
        done();
      };
      const card = element(
        "fieldset",
        { class: "card question" },
        element("legend", null, QUESTION.text),
        ...QUESTION.choices.map((choice) =>
          element(
            "button",
            { type: "button", class: "choice", onclick: () => pick(choice) },
            choice.caption,
          ),
        ),
      );
      appendToLog(card);
      fireCallback("onProfilingQuestionAsked", QUESTION.attribute);
    });
  }

  function askForEmail() {
    const input = element("input", {
      type: "email",
      name: "email",
      required: true,
      autocomplete: "email",
      placeholder: "you@example.com",
    });
    const done = (text) => {
      card.remove();
      addBubble("agent", text);
      conversation.draft.focus();
    };
    const card = element(
      "form",
      {
        class: "card email",
        onsubmit: (event) => {
          event.preventDefault();
          leadEmail = input.value;
          done("Thank you. If you leave, we will email you our answer.");
          fireCallback("onLeadGenerated", leadEmail);
        },
      },
      element("label", null, "Where can we reach you if you leave?", input),
      element("button", { class: "choice strong" }, "Save"),
      element(
        "button",
        {
          type: "button",
          class: "choice",
          onclick: () => done("No problem, we will answer here."),
        },
        "Not now",
      ),
    );
    appendToLog(card);
  }

  function updateUnread() {
    const unread = conversation?.unread.length ?? 0;
    chat.unreadMessagesCount = unread;
    chat.unreadConversationsCount = unread > 0 ? 1 : 0;
    badge.textContent = unread > 0 ? String(unread) : "";
    updateLauncherLabel();
  }

  function markAllRead() {
    const read = conversation.unread.splice(0);
    updateUnread();
    for (const id of read) fireCallback("onMessageRead", conversation.id, id);
  }

  // ---------------------------------------------------------------------------------------------
  // The views: each returns a title and the elements below it

  const row = (title, text, onclick) =>
    element(
      "button",
      { class: "row", onclick },
      element("span", null, element("b", null, title), text),
      icon(ICONS.next),
    );

  const views = {
    home: () => [
      "Glimworth",
      element(
        "div",
        { class: "scroll" },
        element("p", { class: "greeting" }, "Hello from the workshop."),
        element("p", { class: "hours" }, "We answer on weekdays, usually within the hour."),
        conversation?.id &&
          row(
            "Your conversation",
            conversation.unread.length ? "New messages" : "Continue writing",
            () => showView("conversation"),
          ),
        !(conversation?.id && settings.singleConversation) &&
          row("Send us a message", "Ask about a lamp, a price, a repair", () => {
            startConversation();
            showView("conversation");
          }),
        ...ARTICLES.map((one) =>
          row(one.title, one.description, () => {
            article = one;
            showView("article");
          }),
        ),
        row("Talk by video", "See the lamps in the workshop", () => showView("call")),
      ),
    ],

    conversation: () => ["Your conversation", conversation.log, conversation.form],

    article: () => [
      "Help centre",
      element(
        "article",
        { class: "scroll prose", tabindex: "0", "aria-label": article.title },
        element("h3", null, article.title),
        ...article.paragraphs.map((text) => element("p", null, text)),
        element("p", { class: "hours" }, `Written by ${AGENT.name}`),
      ),
    ],

    meeting: () => [
      "Visit the workshop",
      element(
        "div",
        { class: "scroll prose" },
        element("h3", null, "Pick a time"),
        ...["Tuesday, 10:00", "Thursday, 15:30", "Saturday, 11:00"].map((time) =>
          row(time, "Half an hour, with tea", () => {
            startConversation();
            showView("conversation");
            addBubble("agent", `${time} it is. Ring the bell twice: the saw is loud.`);
          }),
        ),
      ),
    ],

    call: () => ["Video call", element("div", { class: "scroll call" }, ...callViews[callState]())],

    developer: () => [
      "Developer menu",
      element(
        "div",
        { class: "scroll developer" },
        element("h3", null, "Callback channel"),
        element(
          "div",
          { class: "pair" },
          ...Object.entries(CHANNELS).map(([value, caption]) =>
            element(
              "button",
              {
                class: "choice",
                "aria-pressed": String(value === channel),
                value,
                onclick: restart,
              },
              element("code", null, caption),
            ),
          ),
        ),
        element("p", { class: "hours" }, "Choosing one reloads the page."),
        element("h3", null, "Fire a callback"),
        element("button", { class: "fire", onclick: sendUnprompted }, "onNewMessageReceived"),
        ...Object.entries(rareCallbacks()).map(([name, args]) =>
          element("button", { class: "fire", onclick: () => fireCallback(name, ...args()) }, name),
        ),
        element("h3", null, "Calls from the page"),
        calls.length === 0
          ? element("p", { class: "hours" }, "None yet.")
          : element(
              "ol",
              { class: "commands", reversed: true },
              ...calls.map(({ name, args }) =>
                element("li", null, `${name}(${formatArguments(args)})`),
              ),
            ),
      ),
    ],
  };

  const formatArguments = (args) =>
    args.map((arg) => JSON.stringify(arg) ?? String(arg)).join(", ");

  /** The callbacks that nothing else in the window fires, with realistic arguments. */
  function rareCallbacks() {
    const id = conversation?.id ?? 5000;
    return {
      onMessengerInitialized: () => [],
      onMessengerLoadFailed: () => [{ status: 401, message: "Identity verification failed" }],
      onNewConversationReceived: () => [id],
      onMessageRead: () => [id, nextMessage],
      onChatflowNotificationViewed: () => [820, leadEmail ?? undefined],
      onChatflowNotificationClicked: () => [
        820,
        { type: "button", button: { caption: "See the lamps", link: "/lamps" } },
        leadEmail ?? undefined,
      ],
      onRealtimeVideoReceived: () => [callPayload()],
      onRealtimeVideoCanceled: () => [],
      onSurveyPresented: () => [surveyPayload()],
      onSurveyAnswered: () => [],
      onSurveyRejected: () => [],
      onTriggerFired: () => [77],
    };
  }

  const callViews = {
    idle: () => [avatar(), element("p", { role: "status" }, "Looking for someone who is free")],
    ringing: () => [
      avatar(),
      element("p", { role: "status" }, "Mira is calling"),
      element(
        "div",
        { class: "pair" },
        element(
          "button",
          {
            class: "choice strong",
            onclick: () => setCallState("talking", "onRealtimeVideoAnswered", callPayload()),
          },
          "Answer",
        ),
        element(
          "button",
          { class: "choice", onclick: () => setCallState("over", "onRealtimeVideoRejected") },
          "Decline",
        ),
      ),
    ],
    talking: () => [
      avatar(),
      element("p", { role: "status" }, "You are talking to Mira"),
      element("button", { class: "choice strong", onclick: () => showView("home") }, "Hang up"),
    ],
    over: () => [
      avatar(),
      element("p", { role: "status" }, "Maybe another time."),
      element(
        "button",
        { class: "choice", onclick: () => showView("home") },
        "Back to the home page",
      ),
    ],
  };

  function restart(event) {
    store("channel", event.currentTarget.value);
    location.reload();
  }

  const avatar = () => element("div", { class: "avatar", "aria-hidden": "true" }, AGENT.name[0]);

  function setCallState(next, callback, ...args) {
    callState = next;
    showView("call");
    fireCallback(callback, ...args);
  }

  async function startRinging() {
    await pause(400);
    if (callState === "idle" && view === "call")
      setCallState("ringing", "onRealtimeVideoReceived", callPayload());
  }

  // ---------------------------------------------------------------------------------------------
  // The chat window

  const title = element("h2", { tabindex: "-1" });
  const back = button("back", "Back", () => showView("home"));
  const body = element("div", { class: "body" });
  const chatWindow = element(
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
    element(
      "div",
      { class: "head" },
      back,
      title,
      button("code", "Developer menu", () => showView("developer")),
      button("close", "Close the chat", closeWindow),
    ),
    body,
  );
  const badge = element("span", { class: "badge", "aria-hidden": "true" });
  const launcherButton = element(
    "button",
    { class: "launcher", onclick: () => (isOpen ? closeWindow() : openWindow()) },
    icon(ICONS.chat),
    badge,
  );

  function button(name, caption, onclick) {
    return element(
      "button",
      { class: `tool ${name}`, title: caption, "aria-label": caption, onclick },
      icon(ICONS[name]),
    );
  }

  /** Switches the view and moves the focus, because the old view's elements are removed. */
  function showView(next, reopened = false) {
    if (view === "call" && next !== "call") {
      if (callState === "ringing") fireCallback("onRealtimeVideoCanceled");
      callState = "idle";
    }
    view = next;
    const [heading, ...content] = views[view]();
    title.textContent = heading;
    back.hidden = view === "home";
    body.replaceChildren(...content);
    if (!isOpen) return;

    const target = view === "conversation" ? conversation.draft : title;
    if (!settings.disableAutofocus) target.focus();
    if (view === "conversation") {
      conversation.log.scrollTop = conversation.log.scrollHeight;
      markAllRead();
      for (const done of viewListeners.splice(0)) done();
    } else if (view === "article" && !reopened) {
      fireCallback("onHelpCenterArticleOpened", articlePayload(article));
    } else if (view === "call" && callState === "idle") {
      startRinging();
    }
  }

  function openWindow(next) {
    if (isOpen) {
      if (next) showView(next);
      return;
    }
    focusedBefore = document.activeElement;
    isOpen = true;
    chatWindow.hidden = false;
    updateLauncherLabel();
    fireCallback("onChatOpened");
    showView(next ?? view, !next);
  }

  function closeWindow() {
    if (!isOpen) return;
    const hadFocus = document.activeElement === host;
    isOpen = false;
    chatWindow.hidden = true;
    updateLauncherLabel();
    fireCallback("onChatClosed");
    if (!hadFocus) return;
    // The page may have disabled the button that opened the chat, and re-enables it because of the
    // callback above. Only then can the button take the focus.
    setTimeout(() => {
      if (isOpen) return;
      const isFocusable =
        focusedBefore?.isConnected && focusedBefore !== document.body && focusedBefore !== host;
      (isFocusable ? focusedBefore : launcherButton).focus();
    });
  }

  function updateLauncherLabel() {
    const unread = chat.unreadMessagesCount > 0 ? `, ${chat.unreadMessagesCount} unread` : "";
    launcherButton.setAttribute("aria-label", `${isOpen ? "Close" : "Open"} the chat${unread}`);
    launcherButton.setAttribute("aria-expanded", String(isOpen));
  }

  /** Applies the settings that change the appearance. */
  function applySettings() {
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
    launcherButton.hidden = isHidden || settings.visible === false;
  }

  // A constructed style sheet in a shadow root: the page's styles do not leak in, and a strict
  // Content Security Policy allows it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; --paper: #fffdf9; --ink: #221d17; --quiet: #6a6157; --line: #e3dace; --mine: #f0e8dc; --ring: var(--accent); }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #211d19; --ink: #f1eae0; --quiet: #b3a899; --line: #3d362e; --mine: #332d26; --ring: var(--ink); }
    }
    * { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
    [hidden] { display: none !important; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
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
    .file-list { flex: 0 0 100%; margin: 0; color: var(--quiet); font-size: 13px; }
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

  const host = element("div", { id: "customerly-stand-in" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(chatWindow, launcherButton);

  // ---------------------------------------------------------------------------------------------
  // Startup, in the real launcher's order: methods, queued calls, callback

  function recordCall(name, args) {
    calls.unshift({ name, args });
    calls.length = Math.min(calls.length, 20);
    dispatchEvent(new Event("glimworthcall"));
  }

  // The snippet's own `load` stored only the settings of this call.
  const { callbacks: _, ...loaded } = settings;
  recordCall("load", [loaded]);
  for (const [name, method] of Object.entries(methods)) {
    chat[name] = (...args) => {
      recordCall(name, args);
      method(...args);
    };
  }
  updateUnread();
  applySettings();
  showView("home");
  document.body.append(host);

  for (const [name, ...args] of (chat.queue ?? []).splice(0)) {
    if (Object.hasOwn(methods, name)) chat[name](...args);
  }

  if (settings.app_id) fireCallback("onMessengerInitialized");
  else fireCallback("onMessengerLoadFailed", { status: 400, message: "app_id is missing" });
})();
