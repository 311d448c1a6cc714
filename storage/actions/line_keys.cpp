// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/line_keys.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::string_view kStated = "o:";

} // namespace

recon::ContentLine contentOf(const ReconLineRow& line) { return {line.day, line.amount, line.bankId, line.reference, line.description}; }

void keepKeys(const std::vector<ReconLineRow>& before, const std::function<bool(const ReconLineRow&)>& among, recon::ItemOrigin origin,
    std::vector<ReconLineRow>& fresh)
{
    std::vector<const ReconLineRow*> rows;
    std::vector<recon::ContentLine> old;
    for (const ReconLineRow& line : before) {
        if (among(line)) {
            rows.push_back(&line);
            old.push_back(contentOf(line));
        }
    }
    std::vector<ReconLineRow*> own;
    std::vector<recon::ContentLine> now;
    for (ReconLineRow& line : fresh) {
        if (line.origin == origin) {
            own.push_back(&line);
            now.push_back(contentOf(line));
        }
    }
    const auto marks = recon::compareWithEarlier(old, now);
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (marks[i].kind == recon::OverlapKind::Same)
            own[i]->key = rows[marks[i].other]->key;
    }
}

bool isStatedItem(const ReconLineRow& line) { return line.key.starts_with(kStated); }

void keyStatedItems(const std::vector<ReconLineRow>& before, std::vector<ReconLineRow>& stated)
{
    std::int64_t number = 0;
    for (const ReconLineRow& line : before) {
        std::int64_t used = 0;
        if (isStatedItem(line) && parseInteger(std::string_view(line.key).substr(kStated.size()), used))
            number = std::max(number, used);
    }
    for (const auto origin : {recon::ItemOrigin::Bank, recon::ItemOrigin::Books})
        keepKeys(before, [origin](const ReconLineRow& line) { return line.origin == origin && line.carried && isStatedItem(line); }, origin, stated);
    for (ReconLineRow& line : stated) {
        if (line.key.empty())
            line.key = std::string(kStated) + std::to_string(++number);
    }
}

} // namespace oxseal
