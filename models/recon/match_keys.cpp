// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/match_keys.h"

#include "models/recon/day_count.h"
#include "models/recon/intern_batch.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace oxseal::recon {

MatchKeys::MatchKeys(std::span<const MatchLine> left, std::span<const MatchLine> right, const PassSet& rules)
    : lines_{left, right}, holidays_(rules.holidays)
{
    Dictionary partitions{""};
    std::vector<std::uint32_t> none;
    std::string key;
    for (const std::string& text : rules.noReference) {
        key.clear();
        appendReferenceKey(key, text);
        none.push_back(references_.intern(key));
    }
    for (std::size_t at = 0; at < 2; ++at) {
        const auto lines = lines_[at];
        Side& side = sides_[at];
        side.partition.resize(lines.size());
        side.reference.resize(lines.size());
        side.cheque.resize(lines.size());
        side.taken.assign(lines.size(), false);
        std::vector<std::uint32_t> numbers;
        numbers.reserve(lines.size());
        InternBatch references(references_, numbers);
        const MatchLine* before = nullptr;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const MatchLine& line = lines[i];
            if (before == nullptr || line.account != before->account || line.currency != before->currency) {
                key.assign(line.account);
                key.push_back('\0');
                key += line.currency.code();
                side.partition[i] = partitions.intern(key);
                partitions_ = std::max(partitions_, side.partition[i] + 1);
            } else {
                side.partition[i] = side.partition[i - 1];
            }
            before = &line;
            key.clear();
            appendReferenceKey(key, line.reference);
            const std::string_view plain = withoutChequePrefix(key, rules.chequePrefixes);
            references.add(plain);
            side.cheque[i] = looksLikeCheque(plain);
        }
        references.flush();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (std::find(none.begin(), none.end(), numbers[i]) == none.end())
                side.reference[i] = numbers[i];
            else
                side.cheque[i] = false;
        }
    }
}

std::int32_t MatchKeys::position(std::size_t side, std::uint32_t line, DayUnit unit) const
{
    const Day day = lines_[side][line].date;
    return unit == DayUnit::Business ? businessNumber(day, holidays_) : day.number;
}

std::vector<MatchEntry> MatchKeys::openEntries(std::size_t at, const MatchPass& pass) const
{
    const Side& side = sides_[at];
    const bool byReference = pass.kind != PassKind::AmountDate;
    std::vector<MatchEntry> entries;
    for (std::uint32_t i = 0; i < lines_[at].size(); ++i) {
        if (side.taken[i] || (byReference && side.reference[i] == 0) || (pass.chequesOnly && !side.cheque[i]))
            continue;
        entries.push_back({side.partition[i], byReference ? side.reference[i] : 0, lines_[at][i].amount,
            {position(at, i, pass.unit), i}});
    }
    return entries;
}

std::vector<MatchEntry> MatchKeys::namedInText(const MatchPass& pass, const std::vector<MatchEntry>& right) const
{
    const auto before = [](const MatchEntry& a, const MatchEntry& b) { return a.key() < b.key(); };
    std::vector<MatchEntry> entries;
    std::string key;
    for (std::uint32_t i = 0; i < lines_[0].size(); ++i) {
        if (!isOpen(0, i))
            continue;
        MatchEntry entry{sides_[0].partition[i], 0, lines_[0][i].amount, {position(0, i, pass.unit), i}};
        std::uint32_t found = 0;
        bool several = false;
        forEachReferenceWord(lines_[0][i].description, [&](std::string_view word) {
            key.clear();
            appendReferenceKey(key, word);
            entry.text = references_.find(key);
            if (entry.text != 0 && entry.text != Dictionary::kUnknown && entry.text != found && std::binary_search(right.begin(), right.end(), entry, before)) {
                several = several || found != 0;
                found = entry.text;
            }
        });
        entry.text = found;
        if (found != 0 && !several)
            entries.push_back(entry);
    }
    return entries;
}

MatchKeys::Signed MatchKeys::reversible(std::size_t at, const MatchPass& pass) const
{
    Signed entries;
    Dictionary descriptions{""};
    std::string key;
    const Side& side = sides_[at];
    for (std::uint32_t i = 0; i < lines_[at].size(); ++i) {
        const MatchLine& line = lines_[at][i];
        // The smallest number has no opposite.
        if (side.taken[i] || line.amount == 0 || line.amount == std::numeric_limits<std::int64_t>::min())
            continue;
        std::uint32_t text = side.reference[i];
        if (pass.key == ReversalKey::Description) {
            key.clear();
            appendDescriptionKey(key, line.description);
            text = descriptions.intern(key);
        }
        if (text == 0)
            continue;
        (line.amount > 0 ? entries.plus : entries.minus)
            .push_back({side.partition[i], text, std::abs(line.amount), {position(at, i, pass.unit), i}});
    }
    return entries;
}

std::array<std::vector<MatchEntry>, 2> MatchKeys::summands(const MatchPass& pass) const
{
    std::array<std::vector<MatchEntry>, 2> entries;
    Dictionary descriptions{""};
    std::string key;
    for (std::size_t at = 0; at < 2; ++at) {
        for (std::uint32_t i = 0; i < lines_[at].size(); ++i) {
            const MatchLine& line = lines_[at][i];
            if (sides_[at].taken[i] || line.amount == 0)
                continue;
            std::uint32_t text = sides_[at].reference[i];
            if (pass.key == ReversalKey::Description) {
                key.clear();
                appendDescriptionKey(key, line.description);
                text = descriptions.intern(key);
            }
            if (text != 0)
                entries[at].push_back({sides_[at].partition[i], text, line.amount, {position(at, i, pass.unit), i}});
        }
        std::sort(entries[at].begin(), entries[at].end(), [](const MatchEntry& a, const MatchEntry& b) {
            const auto order = [](const MatchEntry& e) { return std::tuple(e.partition, e.text, e.amount < 0, e.line.position, e.amount, e.line.index); };
            return order(a) < order(b);
        });
    }
    return entries;
}

std::vector<MatchEntry> MatchKeys::openLines(std::size_t at, DayUnit unit) const
{
    std::vector<MatchEntry> entries;
    for (std::uint32_t i = 0; i < lines_[at].size(); ++i) {
        if (!sides_[at].taken[i])
            entries.push_back({sides_[at].partition[i], sides_[at].reference[i], lines_[at][i].amount, {position(at, i, unit), i}});
    }
    return entries;
}

} // namespace oxseal::recon
