// Careful plain JavaScript, the limit: no framework and no options, but the same promises. One push
// with the closed set of keys and one message for each call of a callback, in order; addresses and
// titles without personal data; handlers that throw stop nobody.

const LAUNCHER = "https://messenger.customerly.io/launcher.js";

// Spelled out: the engine then makes such an object at once, five times as fast as a copy of another.
const blank = (event) => ({
  event,
  customerly_page_location: location(document.URL),
  customerly_page_title: title(document.title),
  customerly_conversation_id: undefined,
  customerly_message_id: undefined,
  customerly_message_length: undefined,
  customerly_attachment_count: undefined,
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

const redact = (value) =>
  value
    .replace(/[^\s@/?&=]+(@|%40)[^\s@/?&=]+\.[^\s@/?&=]+/gi, "(redacted)")
    .replace(/\+?\d(?:[\s().-]?\d){8,}/g, "(redacted)");

const scrub = (address) => {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) {
    if (!/^utm_(source|medium|campaign|term|content|id)$/.test(name)) url.searchParams.delete(name);
  }
  if (!/^#!?\//.test(url.hash)) url.hash = "";
  return redact(url.href).slice(0, 1000);
};

const text = (value, longest = 100) =>
  typeof value === "string" && value !== "" ? redact(value).slice(0, longest) : undefined;

const number = (value) => {
  const result = value === null || value === "" ? NaN : Number(value);
  return Number.isFinite(result) ? result : undefined;
};

// Worked out anew only when it has changed.
const remembered = (work) => {
  let before;
  let result;
  return (value) => {
    if (value !== before) {
      before = value;
      result = work(value);
    }
    return result;
  };
};
const location = remembered(scrub);
const title = remembered((title) => text(title, 300));

let openedAt;

const conversation = (message, id) => {
  message.customerly_conversation_id = number(id);
};
const call = (message, call) => conversation(message, call?.conversation_id);
const attribute = (message, attribute) => {
  message.customerly_question_attribute = text(attribute);
};
const nothing = () => {};

// What each callback sets of the closed set.
const CALLBACKS = {
  onLeadGenerated(message, email) {
    message.customerly_lead_email_given = Boolean(email);
  },
  onChatOpened() {
    openedAt = performance.now();
  },
  onChatClosed(message) {
    if (openedAt === undefined) return;
    message.customerly_open_seconds = Math.floor((performance.now() - openedAt) / 1000);
    openedAt = undefined;
  },
  onNewConversation(message, written, attachments) {
    message.customerly_message_length = written?.length;
    message.customerly_attachment_count = attachments?.length ?? 0;
  },
  onProfilingQuestionAsked: attribute,
  onProfilingQuestionAnswered: attribute,
  onRealtimeVideoAnswered: call,
  onRealtimeVideoRejected: nothing,
  onHelpCenterArticleOpened(message, article) {
    message.customerly_article_id = number(article?.knowledge_base_article_id);
    message.customerly_article_slug = text(article?.slug);
    message.customerly_article_title = text(article?.title);
  },
  onChatflowNotificationViewed(message, id) {
    message.customerly_notification_id = number(id);
  },
  onChatflowNotificationClicked(message, id, item) {
    message.customerly_notification_id = number(id);
    message.customerly_notification_item = text(item?.type);
    message.customerly_article_id = number(item?.article?.article_id);
    message.customerly_article_title = text(item?.article?.title);
  },
  onNewMessageReceived: (message, received) => conversation(message, received?.conversationId),
  onNewConversationReceived: conversation,
  onMessengerInitialized: nothing,
  onMessengerLoadFailed(message, failure) {
    message.customerly_failure_status = number(failure?.status);
  },
  onMessageRead(message, id, read) {
    conversation(message, id);
    message.customerly_message_id = number(read);
  },
  onRealtimeVideoReceived: call,
  onRealtimeVideoCanceled: nothing,
  onSurveyPresented(message, survey) {
    message.customerly_survey_id = number(survey?.survey_id);
  },
  onSurveyAnswered: nothing,
  onSurveyRejected: nothing,
  onTriggerFired(message, id) {
    message.customerly_trigger_id = number(id);
  },
};

// Exchanged, never changed, so that a delivery walks through the one that it found.
let subscribers = [];
const waiting = [];
let delivering = false;

export const subscribe = (subscriber) => {
  subscribers = [...subscribers, subscriber];
  return () => {
    subscribers = subscribers.filter((other) => other !== subscriber);
  };
};

const deliver = (type, message, args) => {
  try {
    (window.dataLayer ??= []).push(message);
  } catch (error) {
    console.error("dataLayer", error);
  }
  for (const subscriber of subscribers) {
    try {
      subscriber(type, args);
    } catch (error) {
      console.error(type, error);
    }
  }
};

// An event that arrives while another is being delivered waits for its turn.
const arrive = (type, message, args) => {
  if (delivering) {
    waiting.push([type, message, args]);
    return;
  }
  delivering = true;
  deliver(type, message, args);
  while (waiting.length > 0) deliver(...waiting.shift());
  delivering = false;
};

const snake = (type) => type.slice(2).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const load = (settings) => {
  const chat = (window.customerly ??= []);
  chat.queue ??= [];
  for (const name of ["event", "attribute", "update", "show", "hide", "open", "close"]) {
    chat[name] ??= (...args) => chat.queue.push([name, ...args]);
  }
  for (const [type, fill] of Object.entries(CALLBACKS)) {
    const event = `customerly${snake(type)}`;
    const before = chat[type];
    chat[type] = (...args) => {
      const message = blank(event);
      fill(message, ...args);
      arrive(type, message, args);
      before?.(...args);
    };
  }
  chat.settings = settings;
  chat.loaded = true;
  const script = document.createElement("script");
  script.async = true;
  script.src = LAUNCHER;
  script.onerror = () => console.error("the chat could not be fetched");
  document.head.append(script);
};
