// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/result.h"

#include <string>

namespace oxseal::certification {

inline constexpr ErrorCode kDcpAsOf{"certification.dcp_as_of", ErrorClass::Refused};
inline constexpr ErrorCode kDcpConcludedOn{"certification.dcp_concluded_on", ErrorClass::Refused};
inline constexpr ErrorCode kDcpNoBasis{"certification.dcp_no_basis", ErrorClass::Refused};
inline constexpr ErrorCode kDcpNeedsCounsel{"certification.dcp_needs_counsel", ErrorClass::Refused};

/// The quarter's conclusion on disclosure controls and procedures (Regulation S-K Item 307): effective or not effective,
/// never "except for".
struct DcpConclusion
{
    bool effective = false;
    Day asOf; ///< must be the period's end (Rule 13a-15(b))
    Day concludedOn; ///< after the period's end
    std::string basis;
    std::string counsel; ///< name; required with `effective` while a material weakness is open
    int openMaterialWeaknesses = 0;
    PersonId person;
    std::string at;
};

[[nodiscard]] Status checkDcp(const DcpConclusion& conclusion, Day periodEnd);

} // namespace oxseal::certification
