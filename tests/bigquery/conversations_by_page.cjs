// Runs gtm/conversations-by-page.sql in DuckDB on a made-up export of a Google Analytics 4 property.
//
// Usage: node conversations_by_page.cjs NODE_MODULES, the folder with DuckDB's package.

const assert = require("node:assert");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const { DuckDBInstance } = createRequire(path.resolve(process.argv[2], "index.js"))("@duckdb/node-api");

const QUERY = fs.readFileSync(path.join(__dirname, "../../gtm/conversations-by-page.sql"), "utf8");

// Half past midnight on March 11 in Rome, and still March 10 in Greenwich.
const NOW = "2026-03-10 23:30:00+00";
const ROME = QUERY.replaceAll("'UTC'", "'Europe/Rome'");

// The functions of BigQuery that DuckDB does not have, or has with another meaning.
const FUNCTIONS = `
  CREATE MACRO countif(condition) AS count(*) FILTER (condition);
  CREATE MACRO current_date(zone) AS CAST(TIMESTAMPTZ '${NOW}' AT TIME ZONE zone AS DATE);
  CREATE MACRO date_sub(day, span) AS CAST(day - span AS DATE);
  CREATE MACRO format_date(format, day) AS strftime(day, format);
  -- BigQuery replaces every match. Both use the library RE2.
  CREATE MACRO regexp_replace(text, pattern, replacement) AS
    system.main.regexp_replace(text, pattern, replacement, 'g');
  CREATE MACRO safe_divide(dividend, divisor) AS
    CASE WHEN divisor <> 0 THEN dividend / divisor END;`;

// The syntax of BigQuery that DuckDB does not have.
function translate(query) {
  return query
    .replace(/`([\w-]+)\.(\w+)\.([\w*]+)`/g, '"$1"."$2"."$3"')
    // In DuckDB, a backslash is always itself.
    .replace(/\br'/g, "'")
    // A struct's fields are columns.
    .replaceAll("FROM UNNEST(event_params)", "FROM (SELECT UNNEST(event_params, max_depth := 2))");
}

// The columns of an export that matter, with the types of Google's schema.
const TABLES = `
  ATTACH ':memory:' AS "my-project";
  CREATE SCHEMA "my-project".analytics_123456789;
  CREATE TABLE "my-project".analytics_123456789."events_*" (
    _TABLE_SUFFIX VARCHAR,
    event_name VARCHAR,
    user_pseudo_id VARCHAR,
    event_params STRUCT(
      key VARCHAR,
      value STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE)
    )[]
  );`;

// A day in the middle of the report.
const DAY = "20260301";
const SHOP = "https://shop.example";

const VIEW = "page_view";
const OPENED = "customerly_chat_opened";
const CONVERSATION = "customerly_new_conversation";
const LEAD = "generate_lead";

// [event, location, visitor, table, further parameters]
const EVENTS = [
  // A page with everything, and what else an export has.
  [VIEW, `${SHOP}/pricing`, "ada"],
  [VIEW, `${SHOP}/pricing`, "bob"],
  [VIEW, `${SHOP}/pricing`, "cleo"],
  ["scroll", `${SHOP}/pricing`, "ada"],
  ["user_engagement", `${SHOP}/pricing`, "ada"],
  [OPENED, `${SHOP}/pricing`, "ada"],
  [OPENED, `${SHOP}/pricing`, "bob"],
  [CONVERSATION, `${SHOP}/pricing`, "ada"],
  [CONVERSATION, `${SHOP}/pricing`, "ada"],
  [CONVERSATION, `${SHOP}/pricing`, "bob"],
  [LEAD, `${SHOP}/pricing`, "ada", DAY, { lead_source: "customerly" }],
  // Leads of a form of the site: one says whence, one does not.
  [LEAD, `${SHOP}/pricing`, "ada", DAY, { lead_source: "form" }],
  [LEAD, `${SHOP}/pricing`, "bob"],

  // Visitors who denied consent.
  [VIEW, `${SHOP}/denied`, null],
  [VIEW, `${SHOP}/denied`, null],
  [CONVERSATION, `${SHOP}/denied`, null],
  [CONVERSATION, `${SHOP}/denied`, null],
  [CONVERSATION, `${SHOP}/denied`, "ada"],

  // A lead from a conversation that began on another page.
  [VIEW, `${SHOP}/leads-only`, "ada"],
  [LEAD, `${SHOP}/leads-only`, "ada", DAY, { lead_source: "customerly" }],
  // No business at all: not in the report.
  [VIEW, `${SHOP}/views-only`, "ada"],
  [OPENED, `${SHOP}/views-only`, "ada"],
  [LEAD, `${SHOP}/form-only`, "ada", DAY, { lead_source: "form" }],

  // Raw views, and the chat's scrubbed addresses.
  [VIEW, `${SHOP}/lamps/?utm_source=mail&session=1A2B#top`, "ada"],
  [VIEW, `${SHOP}/lamps?q=red/blue`, "bob"],
  [VIEW, `${SHOP}/lamps#`, "bob"],
  [VIEW, `${SHOP}/lamps#!`, "bob"],
  [CONVERSATION, `${SHOP}/lamps?utm_source=mail`, "ada"],
  [VIEW, `${SHOP}/users/ada.l+x@b.example/orders`, "ada"],
  [VIEW, `${SHOP}/users/Ada%40b.co.example/orders`, "ada"],
  [CONVERSATION, `${SHOP}/users/(redacted)/orders`, "ada"],
  [VIEW, `${SHOP}/cart;jsessionid=1A2B/pay`, "ada"],
  [CONVERSATION, `${SHOP}/cart/pay`, "ada"],
  // The front page.
  [VIEW, `${SHOP}/`, "ada"],
  [VIEW, `${SHOP}/?gclid=1`, "ada"],
  [VIEW, `${SHOP}/#/`, "ada"],
  [VIEW, `${SHOP}/#!/`, "ada"],
  [CONVERSATION, `${SHOP}/`, "ada"],

  // Routes after #, with page views of our own and without.
  [VIEW, `${SHOP}/#/contact`, "ada"],
  [CONVERSATION, `${SHOP}/#/contact`, "ada"],
  [VIEW, `${SHOP}/#!/terms/?token=1`, "ada"],
  [VIEW, `${SHOP}/?a=1#!/terms#a/b`, "ada"],
  [CONVERSATION, `${SHOP}/#!/terms`, "ada"],
  [CONVERSATION, `${SHOP}/app#/no-views`, "ada"],

  // Without an address.
  [CONVERSATION, undefined, "ada"],

  // The first and the last day in Rome, and those before and after.
  [CONVERSATION, `${SHOP}/first-day`, "ada", "20260211"],
  [CONVERSATION, `${SHOP}/last-day`, "ada", "20260310"],
  [CONVERSATION, `${SHOP}/before`, "ada", "20260210"],
  [CONVERSATION, `${SHOP}/today`, "ada", "20260311"],
  [CONVERSATION, `${SHOP}/today`, "ada", "intraday_20260311"],
  [CONVERSATION, `${SHOP}/year-before`, "ada", "20250301"],
];

// page: [views, chats opened, conversations, known visitors, conversations without consent, leads, rate]
const EXPECTED = {
  [`${SHOP}/pricing`]: [3, 2, 3, 2, 0, 1, 1000],
  [`${SHOP}/denied`]: [2, 0, 3, 1, 2, 0, 1500],
  "(not set)": [0, 0, 1, 1, 0, 0, null],
  [SHOP]: [4, 0, 1, 1, 0, 0, 250],
  [`${SHOP}/#!/terms`]: [2, 0, 1, 1, 0, 0, 500],
  [`${SHOP}/#/contact`]: [1, 0, 1, 1, 0, 0, 1000],
  [`${SHOP}/app#/no-views`]: [0, 0, 1, 1, 0, 0, null],
  [`${SHOP}/cart/pay`]: [1, 0, 1, 1, 0, 0, 1000],
  [`${SHOP}/first-day`]: [0, 0, 1, 1, 0, 0, null],
  [`${SHOP}/lamps`]: [4, 0, 1, 1, 0, 0, 250],
  [`${SHOP}/last-day`]: [0, 0, 1, 1, 0, 0, null],
  [`${SHOP}/users/(redacted)/orders`]: [2, 0, 1, 1, 0, 0, 500],
  [`${SHOP}/leads-only`]: [1, 0, 0, 0, 0, 1, 0],
};

// Changes of the query that the export must notice, each with what it replaces.
const MUTATIONS = [
  ["'Europe/Rome'), INTERVAL 28", "'UTC'), INTERVAL 28"],
  ["'Europe/Rome'), INTERVAL 1 ", "'UTC'), INTERVAL 1 "],
  ["INTERVAL 28 DAY", "INTERVAL 27 DAY"],
  ["INTERVAL 1 DAY", "INTERVAL 0 DAY"],
  ["AND FORMAT_DATE('%Y%m%d', DATE_SUB(CURRENT_DATE('Europe/Rome'), INTERVAL 1 DAY))", "AND 'z'"],
  ["key = 'page_location'", "key = 'page_referrer'"],
  ["key = 'lead_source'", "key = 'customerly_lead_email_given'"],
  ["IFNULL(location, '(not set)')", "location"],
  ["r'\\?[^#]*'", "r'\\?.*'"],
  ["r'\\?[^#]*'", "r'[?]$'"],
  ["r'^([^#]*(#!?/[^#]*)?)(#.*)?$'", "r'^([^#]*)(#.*)?$'"],
  ["r'^([^#]*(#!?/[^#]*)?)(#.*)?$'", "r'^(.*)$'"],
  ["r'^([^#]*(#!?/[^#]*)?)(#.*)?$'", "r'^([^#]*(#/[^#]*)?)(#.*)?$'"],
  ["r';[^/#]*'", "r';.*'"],
  ["(@|%40)", "@"],
  ["r'(?i)", "r'"],
  ["'(redacted)'", "''"],
  ["r'(#!|[#/])+$'", "r'[#]+$'"],
  ["r'(#!|[#/])+$'", "r'/+$'"],
  ["COUNTIF(event_name = 'page_view') AS", "COUNT(*) AS"],
  ["COUNT(DISTINCT IF", "COUNT(IF"],
  ["event_name = 'customerly_new_conversation', user_pseudo_id", "TRUE, user_pseudo_id"],
  [", user_pseudo_id, NULL", ", IFNULL(user_pseudo_id, ''), NULL"],
  [" AND user_pseudo_id IS NULL", ""],
  [" AND lead_source = 'customerly'", ""],
  ["conversations > 0 OR leads > 0", "conversations > 0"],
  ["conversations > 0 OR leads > 0", "views > 0"],
  ["ROUND(1000", "ROUND(100"],
  ["ORDER BY conversations DESC", "ORDER BY conversations"],
  ["leads DESC, ", ""],
].map(([before, after]) => {
  assert(ROME.includes(before), `the query does not contain ${before}`);
  // A function, because a replacement text would have a syntax of its own.
  return [`${before} -> ${after}`, ROME.replace(before, () => after)];
});

function text(value) {
  return value === null ? "NULL" : `'${value.replaceAll("'", "''")}'`;
}

// A row of the export. Numbers and texts have fields of their own, as in every export.
function row([name, location, visitor, table = DAY, parameters = {}]) {
  const all = { page_title: "A page", ga_session_id: 1773100000, page_location: location, ...parameters };
  const structs = Object.entries(all).filter(([, value]) => value !== undefined).map(([key, value]) => {
    const [string, int] = typeof value === "number" ? ["NULL", value] : [text(value), "NULL"];
    return `{ key: ${text(key)}, value: { string_value: ${string}, int_value: ${int},
      float_value: NULL, double_value: NULL } }`;
  });
  return `(${text(table)}, ${text(name)}, ${text(visitor)}, [${structs}])`;
}

async function main() {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(FUNCTIONS);
  await connection.run(TABLES);
  await connection.run(
    `INSERT INTO "my-project".analytics_123456789."events_*" VALUES ${EVENTS.map(row)}`,
  );
  const run = async (query) => {
    const rows = (await connection.runAndReadAll(translate(query))).getRowsJS();
    // Counts are 64-bit integers.
    return rows.map(([page, ...values]) => [page, values.map((value) => value === null ? null : Number(value))]);
  };

  const expected = Object.entries(EXPECTED);
  assert.deepStrictEqual(await run(ROME), expected);

  // Before a marketer has named the time zone, the days are those of Greenwich.
  const days = (await run(QUERY)).map(([page]) => page.slice(SHOP.length));
  assert(days.includes("/before") && !days.includes("/last-day"), days.join());

  for (const [name, query] of MUTATIONS) {
    assert.notDeepStrictEqual(await run(query), expected, `nobody would notice ${name}`);
  }
  console.log(`${EVENTS.length} events, ${expected.length} pages, ${MUTATIONS.length} mutations noticed`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
