-- When a list with these rules was first compiled: the date behind "! Last modified".
-- Only a memory that may be lost, so the oldest rows go as new ones come (compilations/list-dates-d1.ts).
CREATE TABLE IF NOT EXISTS compiled_lists (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  last_modified TEXT NOT NULL
);
