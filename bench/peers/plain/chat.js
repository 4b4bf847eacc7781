// Careful plain JavaScript, as a lower bound: no framework and no options, but the same guarantees. One
// push with the full set of keys and one message for each call of a callback, in order; no personal data
// in addresses and titles; a handler that throws does not affect the others.

const LAUNCHER = "https://messenger.customerly.io/launcher.js";

// A literal, which the engine creates five times as fast as a copy of another object.
const createMessage = (event) => ({
  event,
  customerly_page_location: pageLocation(document.URL),
  customerly_page_title: pageTitle(document.title),
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

// Computes the result again only when the value has changed.
const memoize = (compute) => {
  let previous;
  let result;
  return (value) => {
    if (value !== previous) {
      previous = value;
      result = compute(value);
    }
    return result;
  };
};
const pageLocation = memoize(scrub);
const pageTitle = memoize((title) => text(title, 300));

let openedAt;

const setConversation = (message, id) => {
  message.customerly_conversation_id = number(id);
};
const setCall = (message, call) => setConversation(message, call?.conversation_id);
const setQuestion = (message, attribute) => {
  message.customerly_question_attribute = text(attribute);
};
const setNothing = () => {};

// The keys that each callback sets.
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
  onNewConversation(message, body, attachments) {
    message.customerly_message_length = body?.length;
    message.customerly_attachment_count = attachments?.length ?? 0;
  },
  onProfilingQuestionAsked: setQuestion,
  onProfilingQuestionAnswered: setQuestion,
  onRealtimeVideoAnswered: setCall,
  onRealtimeVideoRejected: setNothing,
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
  onNewMessageReceived: (message, received) => setConversation(message, received?.conversationId),
  onNewConversationReceived: setConversation,
  onMessengerInitialized: setNothing,
  onMessengerLoadFailed(message, failure) {
    message.customerly_failure_status = number(failure?.status);
  },
  onMessageRead(message, id, messageId) {
    setConversation(message, id);
    message.customerly_message_id = number(messageId);
  },
  onRealtimeVideoReceived: setCall,
  onRealtimeVideoCanceled: setNothing,
  onSurveyPresented(message, survey) {
    message.customerly_survey_id = number(survey?.survey_id);
  },
  onSurveyAnswered: setNothing,
  onSurveyRejected: setNothing,
  onTriggerFired(message, id) {
    message.customerly_trigger_id = number(id);
  },
};

// Replaced, never modified, so that a dispatch iterates over the list that it started with.
let subscribers = [];
const queue = [];
let isDispatching = false;

export const subscribe = (subscriber) => {
  subscribers = [...subscribers, subscriber];
  return () => {
    subscribers = subscribers.filter((other) => other !== subscriber);
  };
};

const dispatch = (type, message, args) => {
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

// An event that arrives during a dispatch waits for its turn.
const enqueue = (type, message, args) => {
  if (isDispatching) {
    queue.push([type, message, args]);
    return;
  }
  isDispatching = true;
  dispatch(type, message, args);
  while (queue.length > 0) dispatch(...queue.shift());
  isDispatching = false;
};

const snakeCase = (type) => type.slice(2).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const load = (settings) => {
  const chat = (window.customerly ??= []);
  chat.queue ??= [];
  for (const name of ["event", "attribute", "update", "show", "hide", "open", "close"]) {
    chat[name] ??= (...args) => chat.queue.push([name, ...args]);
  }
  for (const [type, setKeys] of Object.entries(CALLBACKS)) {
    const event = `customerly${snakeCase(type)}`;
    const previous = chat[type];
    chat[type] = (...args) => {
      const message = createMessage(event);
      setKeys(message, ...args);
      enqueue(type, message, args);
      previous?.(...args);
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
