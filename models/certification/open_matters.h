// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/finding.h"
#include "models/core/ids.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::certification {

inline constexpr ErrorCode kDispositionIncomplete{"certification.disposition_incomplete", ErrorClass::Refused};
inline constexpr ErrorCode kNoSuchMatter{"certification.no_such_matter", ErrorClass::Usage};

/// What an officer decides about an open matter (E10).
enum class DispositionKind { Resolved, Disclosed, NotMaterial, AlternativeProcedure };
[[nodiscard]] const char* name(DispositionKind kind) noexcept; ///< resolved, disclosed, not_material, alternative_procedure
[[nodiscard]] std::optional<DispositionKind> dispositionFromName(std::string_view name) noexcept;

struct Disposition
{
    Digest fingerprint;
    std::string code; ///< of the finding, so that a stale disposition still says what it was about
    std::string subject;
    DispositionKind kind = DispositionKind::Resolved;
    std::string because; ///< always required
    std::string by; ///< who performs the alternative procedure
    Severity severity = Severity::Medium; ///< of the finding when it was disposed of
    PersonId person;
    std::string at;
};

/// Every disposition needs its because; an alternative procedure also needs who performs it.
[[nodiscard]] Status checkDisposition(const Disposition& disposition);

struct OpenMatter
{
    Finding finding;
    std::optional<Disposition> disposition;
    /// Disposed of when it was less severe than now: counts as undisposed.
    bool worse = false;
    /// Disposed of as resolved, and found again by the present run.
    bool foundAgain = false;
    [[nodiscard]] bool undisposed() const noexcept { return !disposition || worse; }
};

struct Matters
{
    std::vector<OpenMatter> open; ///< undisposed first, then by severity, code and subject
    std::vector<Disposition> stale; ///< decisions about matters that no longer exist
    [[nodiscard]] std::size_t undisposed() const noexcept;
};

/// Joins findings and decisions by fingerprint, so that a re-run keeps decisions and stale ones surface. Of several
/// decisions on one fingerprint the last counts; equal findings are merged.
[[nodiscard]] Matters joinMatters(std::vector<Finding> findings, const std::vector<Disposition>& dispositions);

} // namespace oxseal::certification
