// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/report_binding.h"

namespace oxseal::certification {

const char* name(ReportState state) noexcept
{
    switch (state) {
    case ReportState::None:
        return "none";
    case ReportState::Draft:
        return "draft";
    case ReportState::FinalBound:
        return "final_bound";
    case ReportState::Signed:
        return "signed";
    case ReportState::Filed:
        break;
    }
    return "filed";
}

Result<BindOutcome> bindReport(const Binding& current, const Digest& digest, bool isFinal)
{
    if (current.state == ReportState::Filed)
        return fail(kReportFiled);
    const bool same = current.state != ReportState::None && current.digest == digest;
    const bool becomesFinal = current.state == ReportState::Draft && isFinal;
    if (same && !becomesFinal)
        return fail(kReportUnchanged, digest.hex());
    BindOutcome outcome;
    outcome.binding = {isFinal ? ReportState::FinalBound : ReportState::Draft, digest};
    outcome.voidsSignatures = !same;
    return outcome;
}

Status maySign(const Binding& current)
{
    if (current.state == ReportState::Filed)
        return fail(kReportFiled);
    if (current.state != ReportState::FinalBound && current.state != ReportState::Signed)
        return fail(kReportNotFinal);
    return {};
}

Status mayFile(const Binding& current, bool allSigned, std::optional<Instant> lastSigned, Instant accepted)
{
    OXSEAL_CHECK(maySign(current));
    if (!allSigned || !lastSigned)
        return fail(kNotAllSigned);
    if (*lastSigned > accepted)
        return fail(kSignedAfterFiling, lastSigned->iso());
    return {};
}

bool isAccessionNumber(std::string_view text) noexcept
{
    if (text.size() != 20 || text[10] != '-' || text[13] != '-')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 10 && i != 13 && (text[i] < '0' || text[i] > '9'))
            return false;
    }
    return true;
}

} // namespace oxseal::certification
