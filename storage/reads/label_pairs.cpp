// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/label_pairs.h"

#include "models/core/text.h"
#include "storage/reads/match_reads.h"

#include <map>

namespace oxseal {

using recon::KeyPair;

std::vector<std::string> joinedKeys(const std::string& joined)
{
    return joined.empty() ? std::vector<std::string>() : split(joined, ';');
}

std::string keyUnder(ReconciliationId id, const std::string& key) { return std::to_string(id.value) + "/" + key; }

std::vector<KeyPair> pairsUnder(ReconciliationId id, const std::vector<std::string>& bank, const std::vector<std::string>& books)
{
    std::vector<KeyPair> out;
    for (const std::string& left : bank) {
        for (const std::string& right : books)
            out.emplace_back(keyUnder(id, left), keyUnder(id, right));
    }
    return out;
}

std::set<KeyPair> groupedPairs(const ReconView& view, bool byPersons)
{
    std::set<std::int64_t> wanted;
    for (const ReconGroupRow& group : view.groups) {
        if (!byPersons || group.state == "manual")
            wanted.insert(group.id);
    }
    std::map<std::int64_t, std::pair<std::vector<std::string>, std::vector<std::string>>> members;
    for (const ReconLineRow& line : view.lines) {
        if (wanted.contains(line.group))
            (line.origin == recon::ItemOrigin::Books ? members[line.group].second : members[line.group].first).push_back(recordKey(line));
    }
    std::set<KeyPair> out;
    for (const auto& [group, sides] : members) {
        for (KeyPair& pair : pairsUnder(view.row.id, sides.first, sides.second))
            out.insert(std::move(pair));
    }
    return out;
}

} // namespace oxseal
