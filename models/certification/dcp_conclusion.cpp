// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/dcp_conclusion.h"

#include "models/core/text.h"

namespace oxseal::certification {

Status checkDcp(const DcpConclusion& conclusion, Day periodEnd)
{
    if (conclusion.asOf != periodEnd)
        return fail(kDcpAsOf, {}, {conclusion.asOf.iso(), periodEnd.iso()});
    if (conclusion.concludedOn <= periodEnd)
        return fail(kDcpConcludedOn, {}, {conclusion.concludedOn.iso(), periodEnd.iso()});
    if (trimmed(conclusion.basis).empty())
        return fail(kDcpNoBasis);
    if (conclusion.effective && conclusion.openMaterialWeaknesses > 0 && trimmed(conclusion.counsel).empty())
        return fail(kDcpNeedsCounsel, {}, {std::to_string(conclusion.openMaterialWeaknesses)});
    return {};
}

} // namespace oxseal::certification
