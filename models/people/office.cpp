// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/office.h"

#include <algorithm>
#include <map>

namespace oxseal {

const char* name(Office office) noexcept { return office == Office::Peo ? "peo" : "pfo"; }

std::optional<Office> officeFromName(std::string_view text) noexcept
{
    if (text == "peo")
        return Office::Peo;
    if (text == "pfo")
        return Office::Pfo;
    return std::nullopt;
}

const char* name(Capacity capacity) noexcept
{
    switch (capacity) {
    case Capacity::Regular:
        return "regular";
    case Capacity::Acting:
        return "acting";
    case Capacity::Interim:
        break;
    }
    return "interim";
}

std::optional<Capacity> capacityFromName(std::string_view text) noexcept
{
    for (const Capacity capacity : {Capacity::Regular, Capacity::Acting, Capacity::Interim}) {
        if (text == name(capacity))
            return capacity;
    }
    return std::nullopt;
}

std::vector<OfficeHolding> holdersOn(const std::vector<OfficeHolding>& holdings, Office office, Day day)
{
    std::vector<OfficeHolding> out;
    for (const auto& holding : holdings) {
        if (holding.office == office && holding.holdsOn(day))
            out.push_back(holding);
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return out;
}

Status checkHolding(const std::vector<OfficeHolding>& existing, const OfficeHolding& added)
{
    if (added.to && *added.to < added.from)
        return fail(kOfficeDates, added.from.iso(), {added.from.iso(), added.to->iso()});
    for (const auto& other : existing) {
        if (other.id == added.id || other.person != added.person || other.office != added.office)
            continue;
        const bool apart = (other.to && *other.to < added.from) || (added.to && *added.to < other.from);
        if (!apart)
            return fail(kOfficeOverlap, added.from.iso(), {name(added.office), other.from.iso()});
    }
    return {};
}

std::string officesText(const std::vector<Office>& offices)
{
    const auto has = [&offices](Office office) {
        return std::find(offices.begin(), offices.end(), office) != offices.end();
    };
    std::string out = has(Office::Peo) ? "peo" : "";
    if (has(Office::Pfo))
        out += out.empty() ? "pfo" : "+pfo";
    return out;
}

std::optional<std::vector<Office>> officesFromText(std::string_view text)
{
    if (text.empty())
        return std::vector<Office>{};
    if (text == "peo")
        return std::vector<Office>{Office::Peo};
    if (text == "pfo")
        return std::vector<Office>{Office::Pfo};
    if (text == "peo+pfo")
        return std::vector<Office>{Office::Peo, Office::Pfo};
    return std::nullopt;
}

std::vector<Finding> certificateFindings(const std::vector<IssuedCertificate>& certificates, Hasher& hasher)
{
    std::vector<Finding> out;
    const auto add = [&](const char* code, Severity severity, const IssuedCertificate& certificate, const char* office,
                         const std::string& first) {
        Finding finding;
        finding.code = code;
        finding.severity = severity;
        finding.subject = "certificate:" + std::to_string(certificate.id);
        finding.arguments
            = {office, certificate.personName, certificate.fingerprint.hex(), certificate.start.iso(), first};
        finding.fingerprint = fingerprintOf(hasher, code, finding.subject, {office, certificate.fingerprint.hex()});
        out.push_back(std::move(finding));
    };
    std::map<Office, const IssuedCertificate*> first;
    for (const auto& certificate : certificates) {
        if (certificate.bootstrap)
            add("people.bootstrap_certificate", Severity::Medium, certificate, "", "");
        for (const Office office : officesFromText(certificate.offices).value_or(std::vector<Office>{})) {
            const auto [at, isFirst] = first.emplace(office, &certificate);
            if (!isFirst)
                add("people.second_certificate", Severity::High, certificate, name(office),
                    at->second->fingerprint.hex());
        }
    }
    return out;
}

} // namespace oxseal
