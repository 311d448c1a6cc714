// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/document.h"
#include "storage/reads/company_reads.h"
#include "storage/reads/people_reads.h"
#include "storage/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNothingToIssue{"document.nothing", ErrorClass::Refused};
inline constexpr ErrorCode kNotIssuable{"document.not_issuable", ErrorClass::Refused};

/// Words of a document: the sentence of storage/texts.
[[nodiscard]] std::string words(const char* id, const std::vector<std::string>& arguments = {});
[[nodiscard]] std::string words(const std::string& id);

/// What every document of a period begins with.
struct DocumentFrame
{
    std::string company;
    std::string period;
    Instant created;
    bool demo = false;
    std::map<PersonId, std::string> names; ///< of all persons ever, for who did what
};
[[nodiscard]] Result<DocumentFrame> documentFrame(Workspace& workspace, const PeriodRow& period);
/// The name of a person; "–" for nobody.
[[nodiscard]] std::string nameOf(const DocumentFrame& frame, PersonId person);

/// A document with title, company and period. `draft` marks every page.
[[nodiscard]] Document framed(const DocumentFrame& frame, const char* title, bool draft);

/// The document as PDF, drawn in a process of its own.
[[nodiscard]] Result<std::string> documentPdf(const Document& document);

/// Rows of a table after which a document names the data file instead.
inline constexpr std::size_t kMostRows = 400;
/// Adds the table, cut after kMostRows; the sentence "document.cut" then says how many rows `file` holds. Without rows stands the
/// sentence `none`.
void addTable(Document& document, doc::Table table, const char* file, const char* none);
void addHeading(Document& document, const char* sentence, int level = 1);
/// "2026-09-30 17:05 UTC"; "–" without one.
[[nodiscard]] std::string stamp(const std::optional<Instant>& at);

/// Required fields of a memo (M4): a blank one makes it not issuable.
class RequiredFields
{
public:
    /// `sentence` names the field as it stands on the document.
    RequiredFields& need(const char* sentence, const std::string& value);
    /// kNotIssuable with all blank fields.
    [[nodiscard]] Status complete() const;

private:
    std::vector<std::string> blank_;
};

} // namespace oxseal
