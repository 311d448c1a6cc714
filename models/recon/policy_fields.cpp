// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/policy_fields.h"

namespace oxseal::recon {
namespace {

std::string inside(const std::string& place, const std::string& key) { return place.empty() ? key : place + "." + key; }

} // namespace

tl::unexpected<Error> policyInvalid(const std::string& place) { return fail(kPolicyInvalid, place, {place}); }

Status onlyKeys(const Json& json, const std::set<std::string, std::less<>>& known, const std::string& place)
{
    if (!json.isObject())
        return policyInvalid(place);
    for (const auto& [key, value] : json.toObject()) {
        if (!known.contains(key))
            return policyInvalid(inside(place, key));
    }
    return {};
}

Result<std::int64_t> numberField(const Json& json, const std::string& key, std::int64_t most, const std::string& place)
{
    const std::int64_t value = json[key].toInteger(-1);
    if (!json[key].isInteger() || value < 0 || value > most)
        return policyInvalid(inside(place, key));
    return value;
}

Result<std::vector<std::string>> wordsField(const Json& json, const std::string& key, const std::string& place)
{
    std::vector<std::string> out;
    if (!json[key].isArray())
        return policyInvalid(inside(place, key));
    for (const Json& text : json[key].toArray()) {
        if (text.toString().empty())
            return policyInvalid(inside(place, key));
        out.push_back(text.toString());
    }
    return out;
}

} // namespace oxseal::recon
