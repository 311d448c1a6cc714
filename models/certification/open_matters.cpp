// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certification/open_matters.h"

#include "models/core/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace oxseal::certification {

const char* name(DispositionKind kind) noexcept
{
    switch (kind) {
    case DispositionKind::Resolved:
        return "resolved";
    case DispositionKind::Disclosed:
        return "disclosed";
    case DispositionKind::NotMaterial:
        return "not_material";
    case DispositionKind::AlternativeProcedure:
        break;
    }
    return "alternative_procedure";
}

std::optional<DispositionKind> dispositionFromName(std::string_view text) noexcept
{
    for (const auto kind : {DispositionKind::Resolved, DispositionKind::Disclosed, DispositionKind::NotMaterial,
             DispositionKind::AlternativeProcedure}) {
        if (text == name(kind))
            return kind;
    }
    return std::nullopt;
}

Status checkDisposition(const Disposition& disposition)
{
    const bool needsName = disposition.kind == DispositionKind::AlternativeProcedure;
    if (trimmed(disposition.because).empty() || (needsName && trimmed(disposition.by).empty()))
        return fail(kDispositionIncomplete, disposition.subject, {name(disposition.kind)});
    return {};
}

std::size_t Matters::undisposed() const noexcept
{
    return static_cast<std::size_t>(
        std::count_if(open.begin(), open.end(), [](const OpenMatter& matter) { return matter.undisposed(); }));
}

Matters joinMatters(std::vector<Finding> findings, const std::vector<Disposition>& dispositions)
{
    std::map<Digest, Disposition> last;
    for (const auto& disposition : dispositions)
        last[disposition.fingerprint] = disposition;
    Matters matters;
    std::set<Digest> seen;
    for (auto& finding : findings) {
        if (!seen.insert(finding.fingerprint).second)
            continue;
        OpenMatter matter;
        if (const auto found = last.find(finding.fingerprint); found != last.end()) {
            matter.disposition = found->second;
            matter.worse = finding.severity > found->second.severity;
            matter.foundAgain = found->second.kind == DispositionKind::Resolved;
        }
        matter.finding = std::move(finding);
        matters.open.push_back(std::move(matter));
    }
    for (const auto& [fingerprint, disposition] : last) {
        if (seen.count(fingerprint) == 0)
            matters.stale.push_back(disposition);
    }
    std::sort(matters.open.begin(), matters.open.end(), [](const OpenMatter& a, const OpenMatter& b) {
        return std::tuple(!a.undisposed(), -static_cast<int>(a.finding.severity), a.finding.code, a.finding.subject,
                   a.finding.fingerprint)
            < std::tuple(!b.undisposed(), -static_cast<int>(b.finding.severity), b.finding.code, b.finding.subject,
                b.finding.fingerprint);
    });
    return matters;
}

} // namespace oxseal::certification
