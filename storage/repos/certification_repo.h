// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certification/dcp_conclusion.h"
#include "models/certification/open_matters.h"
#include "storage/db/database.h"
#include "storage/objects/object_store.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

struct ReportVersionRow
{
    std::int64_t id = 0;
    int version = 0;
    bool isFinal = false;
    ObjectId object;
    Digest sha256;
    std::string name;
    Day plannedFiling;
    PersonId boundBy;
    std::string boundAt;
};

struct IcfrChangeRow
{
    std::int64_t id = 0;
    std::string what;
    std::optional<bool> likely;
    std::string why;
    std::string by;
    PersonId person;
    std::string at;
};

struct CertificateCheckRow
{
    std::string kind; ///< exhibit31, exhibit32
    PersonId signer;
    std::string stage; ///< draft, filed
    Digest sha256;
    int findings = 0;
    PersonId person;
    std::string at;
};

struct SignedDocumentRow
{
    std::int64_t id = 0;
    std::string kind; ///< readiness, exhibit31, exhibit32
    std::string offices; ///< peo, pfo, peo+pfo
    PersonId person;
    std::string signerName;
    std::string title;
    Digest report; ///< of the bound report
    Digest content; ///< of the text or record that was signed
    std::string formId; ///< template
    std::string formVersion;
    ObjectId object; ///< the signed PDF
    Digest sha256; ///< of the signed PDF
    Digest key; ///< fingerprint of the signing key
    std::string signedAt;
    std::optional<std::string> voidReason;
};

struct FilingRow
{
    std::string accession;
    std::string acceptedAt;
    Digest report;
    PersonId person;
    std::string at;
};

/// All SQL over the tables of schema 0007.
namespace certification_repo {

    Result<std::int64_t> insertReport(Database& db, PeriodId period, const ReportVersionRow& row);
    Result<std::vector<ReportVersionRow>> reports(Database& db, PeriodId period); ///< oldest first

    Result<std::int64_t> insertDcp(Database& db, PeriodId period, const certification::DcpConclusion& row);
    Result<std::optional<certification::DcpConclusion>> dcp(Database& db, PeriodId period); ///< the last

    Result<std::int64_t> insertDisposition(Database& db, PeriodId period, const certification::Disposition& row);
    Result<std::vector<certification::Disposition>> dispositions(Database& db, PeriodId period);

    Result<std::int64_t> insertChange(Database& db, PeriodId period, const IcfrChangeRow& row);
    Status decideChange(Database& db, PeriodId period, const IcfrChangeRow& row); ///< by id; likely, why, by
    Result<std::vector<IcfrChangeRow>> changes(Database& db, PeriodId period);

    Result<std::int64_t> insertCheck(Database& db, PeriodId period, const CertificateCheckRow& row);
    Result<std::vector<CertificateCheckRow>> checks(Database& db, PeriodId period); ///< the last per kind, signer and stage

    Result<std::int64_t> insertSigned(Database& db, PeriodId period, const SignedDocumentRow& row);
    Result<std::vector<SignedDocumentRow>> signedDocuments(Database& db, PeriodId period); ///< voided ones included
    Result<std::int64_t> voidSigned(Database& db, PeriodId period, const std::string& reason); ///< all standing ones

    Status insertFiling(Database& db, PeriodId period, const FilingRow& row);
    Result<std::optional<FilingRow>> filing(Database& db, PeriodId period);
    Status setPeriodState(Database& db, PeriodId period, const std::string& state);

    /// Ledger verbs and their number since the last filing was recorded; of what is decided about a conflict of duties, the number of
    /// conflicts, however often somebody decided.
    Result<std::vector<std::pair<std::string, std::int64_t>>> verbsSinceFiling(Database& db);

} // namespace certification_repo
} // namespace oxseal
