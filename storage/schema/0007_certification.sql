-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: report versions, conclusions, dispositions, signed certificates, filing
-- min-compatible: 7
CREATE TABLE report_version (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  version INTEGER NOT NULL CHECK (version > 0),
  is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
  object_id INTEGER NOT NULL REFERENCES object (id),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  name TEXT NOT NULL,
  planned_filing INTEGER NOT NULL,
  bound_by INTEGER NOT NULL REFERENCES person (id),
  bound_at TEXT NOT NULL,
  UNIQUE (period_id, version)
) STRICT;

-- The last row of a period counts.
CREATE TABLE dcp_conclusion (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  effective INTEGER NOT NULL CHECK (effective IN (0, 1)),
  as_of INTEGER NOT NULL,
  concluded_on INTEGER NOT NULL CHECK (concluded_on > as_of),
  basis TEXT NOT NULL CHECK (basis <> ''),
  counsel TEXT NOT NULL,
  material_weaknesses INTEGER NOT NULL CHECK (material_weaknesses >= 0),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  CHECK (effective = 0 OR material_weaknesses = 0 OR counsel <> '')
) STRICT;

-- The last row of a fingerprint in a period counts.
CREATE TABLE matter_disposition (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
  kind TEXT NOT NULL CHECK (kind IN ('resolved', 'disclosed', 'not_material', 'alternative_procedure')),
  because TEXT NOT NULL CHECK (because <> ''),
  performed_by TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  CHECK (kind <> 'alternative_procedure' OR performed_by <> '')
) STRICT;
CREATE INDEX matter_disposition_by_period ON matter_disposition (period_id, fingerprint);

-- Candidates for paragraph 4(d): changes of internal control over financial reporting.
CREATE TABLE icfr_change (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  what TEXT NOT NULL CHECK (what <> ''),
  likely INTEGER CHECK (likely IN (0, 1)),
  why TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  CHECK (likely IS NULL OR why <> '')
) STRICT;

-- Certificate texts proposed by others, or as filed, compared with the locked template. The last one of a kind and signer
-- counts.
CREATE TABLE certificate_check (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('exhibit31', 'exhibit32')),
  signer_id INTEGER NOT NULL REFERENCES person (id),
  stage TEXT NOT NULL CHECK (stage IN ('draft', 'filed')),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  findings INTEGER NOT NULL CHECK (findings >= 0),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE signed_document (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('readiness', 'exhibit31', 'exhibit32')),
  offices TEXT NOT NULL CHECK (offices IN ('peo', 'pfo', 'peo+pfo')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  signer_name TEXT NOT NULL,
  title TEXT NOT NULL,
  report_sha256 BLOB NOT NULL CHECK (length(report_sha256) = 32),
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  template TEXT NOT NULL,
  template_version TEXT NOT NULL,
  object_id INTEGER NOT NULL REFERENCES object (id),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  key_fingerprint BLOB NOT NULL CHECK (length(key_fingerprint) = 32),
  signed_at TEXT NOT NULL,
  void_reason TEXT
) STRICT;
CREATE INDEX signed_document_by_period ON signed_document (period_id);

CREATE TABLE filing (
  period_id INTEGER PRIMARY KEY REFERENCES period (id),
  accession TEXT NOT NULL CHECK (length(accession) = 20),
  accepted_at TEXT NOT NULL,
  report_sha256 BLOB NOT NULL CHECK (length(report_sha256) = 32),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER report_version_fixed BEFORE UPDATE ON report_version
BEGIN SELECT RAISE(ABORT, 'bound reports are never changed'); END;
CREATE TRIGGER report_version_kept BEFORE DELETE ON report_version
BEGIN SELECT RAISE(ABORT, 'bound reports are never deleted'); END;
CREATE TRIGGER dcp_conclusion_fixed BEFORE UPDATE ON dcp_conclusion
BEGIN SELECT RAISE(ABORT, 'conclusions are never changed'); END;
CREATE TRIGGER matter_disposition_fixed BEFORE UPDATE ON matter_disposition
BEGIN SELECT RAISE(ABORT, 'dispositions are never changed'); END;
CREATE TRIGGER signed_document_kept BEFORE DELETE ON signed_document
BEGIN SELECT RAISE(ABORT, 'signed documents are never deleted'); END;
-- A signature may be voided once, before filing; nothing else of it changes.
CREATE TRIGGER signed_document_fixed BEFORE UPDATE ON signed_document
WHEN OLD.void_reason IS NOT NULL OR NEW.void_reason IS NULL OR NEW.object_id <> OLD.object_id OR NEW.sha256 <> OLD.sha256
  OR NEW.report_sha256 <> OLD.report_sha256 OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.signed_at <> OLD.signed_at
  OR NEW.person_id <> OLD.person_id OR NEW.kind <> OLD.kind
  OR EXISTS (SELECT 1 FROM filing WHERE filing.period_id = OLD.period_id)
BEGIN SELECT RAISE(ABORT, 'a signature can only be voided, once, before filing'); END;
CREATE TRIGGER filing_fixed BEFORE UPDATE ON filing
BEGIN SELECT RAISE(ABORT, 'a filing is never changed'); END;
CREATE TRIGGER filing_kept BEFORE DELETE ON filing
BEGIN SELECT RAISE(ABORT, 'a filing is never deleted'); END;
