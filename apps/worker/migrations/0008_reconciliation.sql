-- Comparisons of the table `users` with Clerk's own list, one row each. A sweep is carried out in steps, and what the next step
-- needs stands here, so that it goes on wherever the last one ended.
CREATE TABLE reconciliation_sweeps (
  id TEXT NOT NULL PRIMARY KEY,
  -- 'full': all users, and rows that Clerk does not know go; 'recent': users changed since the watermark.
  kind TEXT NOT NULL CHECK (kind IN ('full', 'recent')),
  is_dry_run INTEGER NOT NULL CHECK (is_dry_run IN (0, 1)),
  stage TEXT NOT NULL CHECK (stage IN ('listing', 'removing', 'finished')),
  -- Null until it is finished.
  outcome TEXT CHECK (outcome IN ('done', 'held', 'abandoned')),
  -- Where the next step begins: a Clerk id, and while recent changes are listed, an offset.
  cursor TEXT,
  -- When Clerk made the user of the cursor, for the case that it is gone; in milliseconds since 1970.
  cursor_created_at INTEGER,
  -- Changes before this are not looked at; in milliseconds since 1970.
  watermark INTEGER,
  -- How many rows may be removed; null until it is known.
  removals_max INTEGER,
  listed INTEGER NOT NULL DEFAULT 0,
  -- Of those, how many had a row that is older than the sweep.
  matched INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  tombstoned INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  last_failure TEXT,
  -- No step before this moment.
  not_before TEXT,
  -- Whose step is under way, and until when nobody else makes one.
  lease TEXT,
  leased_until TEXT,
  started_at TEXT NOT NULL,
  finished_at TEXT
);

-- Only one at a time of each sort.
CREATE UNIQUE INDEX reconciliation_sweeps_unfinished ON reconciliation_sweeps (kind, is_dry_run) WHERE finished_at IS NULL;
CREATE INDEX reconciliation_sweeps_finished_at ON reconciliation_sweeps (finished_at);
