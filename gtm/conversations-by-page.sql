-- Chat conversations and leads by page, over the last 28 complete days.
WITH events AS (
  SELECT
    event_name,
    user_pseudo_id,
    (SELECT value.string_value FROM UNNEST(event_params) WHERE key = 'page_location') AS location,
    (SELECT value.string_value FROM UNNEST(event_params) WHERE key = 'lead_source') AS lead_source
  FROM `my-project.analytics_123456789.events_*`
  WHERE _TABLE_SUFFIX
      -- The time zone of the property, by whose days the tables are named.
      BETWEEN FORMAT_DATE('%Y%m%d', DATE_SUB(CURRENT_DATE('UTC'), INTERVAL 28 DAY))
      AND FORMAT_DATE('%Y%m%d', DATE_SUB(CURRENT_DATE('UTC'), INTERVAL 1 DAY))
    AND event_name IN ('page_view', 'customerly_chat_opened', 'customerly_new_conversation', 'generate_lead')
),
pages AS (
  SELECT
    -- The same text for a page's views and its chats, whichever of them has which address:
    REGEXP_REPLACE(
      REGEXP_REPLACE(
        REGEXP_REPLACE(
          REGEXP_REPLACE(
            REGEXP_REPLACE(
              IFNULL(location, '(not set)'),
              -- 1. without the query,
              r'\?[^#]*', ''),
            -- 2. without what follows a #, unless it is a route such as #/pricing,
            r'^([^#]*(#!?/[^#]*)?)(#.*)?$', r'\1'),
          -- 3. without parameters in the path, such as ;jsessionid=1A2B,
          r';[^/#]*', ''),
        -- 4. with (redacted) for an email address, as the chat's events have it,
        r'(?i)[a-z0-9._%+-]+(@|%40)[a-z0-9-]+(\.[a-z0-9-]+)+', '(redacted)'),
      -- 5. and without a slash at the end, or the # of an empty route.
      r'(#!|[#/])+$', '') AS page,
    event_name,
    user_pseudo_id,
    lead_source
  FROM events
)
SELECT
  page,
  COUNTIF(event_name = 'page_view') AS views,
  COUNTIF(event_name = 'customerly_chat_opened') AS chats_opened,
  COUNTIF(event_name = 'customerly_new_conversation') AS conversations,
  -- Visitors who denied consent have no ID. Their conversations count, but nobody knows how many they are.
  COUNT(DISTINCT IF(event_name = 'customerly_new_conversation', user_pseudo_id, NULL)) AS known_visitors,
  COUNTIF(event_name = 'customerly_new_conversation' AND user_pseudo_id IS NULL) AS conversations_without_consent,
  COUNTIF(event_name = 'generate_lead' AND lead_source = 'customerly') AS leads,
  ROUND(1000 * SAFE_DIVIDE(
    COUNTIF(event_name = 'customerly_new_conversation'),
    COUNTIF(event_name = 'page_view')), 1) AS conversations_per_1000_views
FROM pages
GROUP BY page
HAVING conversations > 0 OR leads > 0
ORDER BY conversations DESC, leads DESC, page;
