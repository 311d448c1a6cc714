-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: company facts, entities, periods, persons, offices, certificates, enrolment
-- min-compatible: 2
CREATE TABLE company (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  ipo_date TEXT,
  fiscal_year_end TEXT,              -- MM-DD
  public_float_minor INTEGER,        -- USD cents on the last business day of the second quarter
  revenue_minor INTEGER,             -- USD cents of the last completed fiscal year
  prior_category TEXT CHECK (prior_category IN ('laf', 'af', 'naf')),
  reporting_currency TEXT
) STRICT;

CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES entity (id),
  ownership_bp INTEGER NOT NULL DEFAULT 10000 CHECK (ownership_bp BETWEEN 0 AND 10000),
  country TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  fiscal_year_end TEXT NOT NULL,     -- MM-DD
  erp_code TEXT NOT NULL DEFAULT '',
  scope_reason TEXT NOT NULL DEFAULT '',
  finance_lead TEXT NOT NULL DEFAULT '',
  shared_service TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE period (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,         -- 2026-Q3
  fiscal_year INTEGER NOT NULL,
  quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
  first_day INTEGER NOT NULL,        -- days since 1970-01-01
  last_day INTEGER NOT NULL CHECK (last_day > first_day),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'signed', 'filed', 'closed'))
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'removed')),
  employee_id TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX person_login ON person (login) WHERE state <> 'removed';

CREATE TABLE person_role (
  person_id INTEGER NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_key (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  generation INTEGER NOT NULL,
  session_public BLOB NOT NULL CHECK (length(session_public) = 32),
  signing_public BLOB NOT NULL,
  fingerprint BLOB CHECK (fingerprint IS NULL OR length(fingerprint) = 32),
  made_at INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('creation', 'invitation', 'first_login', 'may_be_known', 'recovery')),
  UNIQUE (person_id, generation)
) STRICT;

CREATE TABLE office_holding (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  office TEXT NOT NULL CHECK (office IN ('peo', 'pfo')),
  capacity TEXT NOT NULL CHECK (capacity IN ('regular', 'acting', 'interim')),
  title TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;

CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  office TEXT NOT NULL CHECK (office IN ('', 'peo', 'pfo', 'peo+pfo')),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  public_key BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'issued', 'bootstrap')),
  start_day INTEGER NOT NULL,
  requested_by INTEGER NOT NULL REFERENCES person (id),
  requested_at INTEGER NOT NULL,
  request_statement TEXT NOT NULL,
  request_signature BLOB NOT NULL,
  confirmed_by INTEGER REFERENCES person (id),
  confirmed_at INTEGER,
  confirm_statement TEXT,
  confirm_signature BLOB,
  der BLOB,
  CHECK (state = 'requested' OR der IS NOT NULL),
  CHECK (state <> 'issued' OR (confirmed_by IS NOT NULL AND confirmed_by <> requested_by))
) STRICT;

CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  offices TEXT NOT NULL,
  sheet_digest BLOB NOT NULL CHECK (length(sheet_digest) = 32),
  made_at INTEGER NOT NULL,
  scan_object INTEGER,
  scan_digest BLOB CHECK (scan_digest IS NULL OR length(scan_digest) = 32),
  attached_at INTEGER,
  attached_by INTEGER REFERENCES person (id)
) STRICT;

CREATE TRIGGER certificate_kept BEFORE DELETE ON certificate
BEGIN SELECT RAISE(ABORT, 'certificates are never deleted'); END;
CREATE TRIGGER person_key_kept BEFORE DELETE ON person_key
BEGIN SELECT RAISE(ABORT, 'public keys are never deleted'); END;
CREATE TRIGGER person_key_fixed BEFORE UPDATE ON person_key
BEGIN SELECT RAISE(ABORT, 'public keys are never changed'); END;
