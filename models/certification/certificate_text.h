// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace oxseal::certification {

inline constexpr ErrorCode kTemplateInvalid{"certificate.template_invalid", ErrorClass::Internal};
inline constexpr ErrorCode kFieldMissing{"certificate.field_missing", ErrorClass::Refused};
inline constexpr ErrorCode kIcfrRequired{"certificate.icfr_required", ErrorClass::Refused};

/// A locked text with fields <name> and optional parts; resources/certificates/*.json. Only fields may vary.
struct CertificateTemplate
{
    struct Part
    {
        std::string text;
        std::string optional; ///< name of the option that keeps it; "" always stands
    };
    struct Paragraph
    {
        std::string id; ///< "intro", "4", "4b" …
        int indent = 0;
        std::string optional;
        std::vector<Part> parts;
    };
    std::string id; ///< "exhibit-31"
    std::string version;
    std::string title;
    std::vector<Paragraph> paragraphs;
    std::vector<std::string> signature; ///< lines below, with fields
    std::set<std::string> options;

    [[nodiscard]] static Result<CertificateTemplate> fromJson(const Json& json);
};

using Fields = std::map<std::string, std::string>;

/// One certificate as it will be signed.
struct CertificateText
{
    struct Paragraph
    {
        std::string id;
        int indent = 0;
        std::string text;
        friend bool operator==(const Paragraph&, const Paragraph&) = default;
    };
    std::string templateId;
    std::string templateVersion;
    std::string title;
    std::vector<Paragraph> paragraphs;
    std::vector<std::string> signature;

    /// Title and paragraphs, one a line: what is linted, hashed and compared with the filed exhibit.
    [[nodiscard]] std::string body() const;
};

/// Fills the fields; parts whose option is not in `keep` are left out. kFieldMissing names an empty field; a field with a
/// line feed is refused the same way.
[[nodiscard]] Result<CertificateText> composeCertificate(
    const CertificateTemplate& form, const Fields& fields, const std::set<std::string>& keep);

/// "September 30, 2026", the way periods are written in filings.
[[nodiscard]] std::string longDate(Day day);

/// Compares a drafted or filed text with what it must be, for the errors SEC staff comment on. Codes:
/// certificate.title_in_first_line, .paragraph_omitted, .text_altered, .wrong_period, .icfr_language_missing,
/// .icfr_language_unexpected, .extra_text, .instruction_printed, .wrong_name, .wrong_title_line. Line breaks inside a
/// paragraph, runs of blanks, typographic quotes and dashes do not matter.
[[nodiscard]] std::vector<Finding> lintCertificate(Hasher& hasher, const CertificateTemplate& form, const Fields& fields,
    const std::set<std::string>& keep, const std::string& text);

/// Whether the language on internal control may be left out: only until the first annual report that must carry
/// management's report (Exchange Act Rule 13a-14(a); newly public companies).
[[nodiscard]] inline bool mayOmitIcfr(int annualReportsFiled, bool isAnnualReport) noexcept
{
    return annualReportsFiled == 0 || (annualReportsFiled == 1 && !isAnnualReport);
}

} // namespace oxseal::certification
