// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/digest.h"
#include "models/core/finding.h"
#include "models/core/ids.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kOfficeDates{"people.office_dates", ErrorClass::Refused};
inline constexpr ErrorCode kOfficeOverlap{"people.office_overlap", ErrorClass::Refused};

/// The offices that sign Exhibits 31 and 32 (Exchange Act Rules 13a-14(a) and (b)).
enum class Office { Peo, Pfo };
[[nodiscard]] const char* name(Office office) noexcept; ///< "peo", "pfo"
[[nodiscard]] std::optional<Office> officeFromName(std::string_view text) noexcept;

enum class Capacity { Regular, Acting, Interim };
[[nodiscard]] const char* name(Capacity capacity) noexcept; ///< "regular", "acting", "interim"
[[nodiscard]] std::optional<Capacity> capacityFromName(std::string_view text) noexcept;

/// One person in one office from a day to a day (both inclusive). Two persons may hold an office at once (co-CEOs: each
/// certifies), one person may hold both (signs under both titles). There is no delegation.
struct OfficeHolding
{
    std::int64_t id = 0;
    PersonId person;
    Office office = Office::Peo;
    Capacity capacity = Capacity::Regular;
    std::string title; ///< as it stands under the signature, e.g. "Chief Executive Officer"
    Day from;
    std::optional<Day> to; ///< empty = still in office

    [[nodiscard]] bool holdsOn(Day day) const noexcept { return from <= day && (!to || day <= *to); }
    friend bool operator==(const OfficeHolding&, const OfficeHolding&) = default;
};

/// Who is in the office on that day, by first day. The one in office at filing signs.
[[nodiscard]] std::vector<OfficeHolding> holdersOn(const std::vector<OfficeHolding>& holdings, Office office, Day day);
/// `to` is not before `from`, and one person does not hold one office twice at a time.
[[nodiscard]] Status checkHolding(const std::vector<OfficeHolding>& existing, const OfficeHolding& added);

/// "peo+pfo", "peo", "pfo" or "": the offices a certificate names.
[[nodiscard]] std::string officesText(const std::vector<Office>& offices);
[[nodiscard]] std::optional<std::vector<Office>> officesFromText(std::string_view text);

/// A certificate that was issued once; the list only grows.
struct IssuedCertificate
{
    std::int64_t id = 0;
    PersonId person;
    std::string personName;
    std::string offices; ///< see officesText
    Digest fingerprint; ///< of the key
    Day start;
    bool bootstrap = false; ///< issued by the first administrator alone
};

/// "people.second_certificate" for every certificate after the first of an office (the CA's holder can issue in any name,
/// so each has to be explained), and "people.bootstrap_certificate" for one that nobody else has confirmed.
/// Arguments: office, name, fingerprint, start, fingerprint of the first.
[[nodiscard]] std::vector<Finding> certificateFindings(
    const std::vector<IssuedCertificate>& certificates, Hasher& hasher);

} // namespace oxseal
