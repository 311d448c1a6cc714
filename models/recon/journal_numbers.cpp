// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/journal_numbers.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

constexpr std::size_t kLeast = 3;

/// By prefix: numbers and the id each first stood in.
using Numbers = std::map<std::string_view, std::map<std::int64_t, const std::string*>>;

Numbers numbersOf(std::span<const std::string> ids)
{
    Numbers out;
    for (const std::string& id : ids) {
        if (const auto numbered = numberedId(id))
            out[numbered->prefix].emplace(numbered->number, &id);
    }
    return out;
}

bool isDense(const std::map<std::int64_t, const std::string*>& numbers)
{
    const auto span = static_cast<std::uint64_t>(numbers.rbegin()->first - numbers.begin()->first) + 1;
    return numbers.size() >= kLeast && numbers.size() >= span - span / 10;
}

void joinBefore(NumberSequence& sequence, const Numbers& before, bool newYear)
{
    const auto found = before.find(sequence.prefix);
    if (!sequence.dense || found == before.end() || !isDense(found->second))
        return;
    sequence.before = found->second.rbegin()->first;
    sequence.restarted = newYear && sequence.first <= *sequence.before;
    // A jump longer than the sequence itself is another range of numbers, not a hole.
    const std::int64_t jump = sequence.first - *sequence.before - 1;
    if (jump > 0 && jump <= static_cast<std::int64_t>(sequence.numbers))
        sequence.missing.push_back({*sequence.before + 1, sequence.first - 1, {}});
}

} // namespace

std::string MissingNumbers::text() const { return from == to ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(to); }

std::optional<NumberedId> numberedId(std::string_view id) noexcept
{
    std::size_t at = id.size();
    while (at > 0 && id[at - 1] >= '0' && id[at - 1] <= '9')
        --at;
    if (at == id.size() || id.size() - at > 18)
        return std::nullopt;
    NumberedId out{id.substr(0, at), 0};
    for (const char digit : id.substr(at))
        out.number = out.number * 10 + (digit - '0');
    return out;
}

std::vector<NumberSequence> numberSequences(std::span<const std::string> ids, std::span<const std::string> before, bool newYear)
{
    const Numbers earlier = numbersOf(before);
    std::vector<NumberSequence> out;
    for (const auto& [prefix, numbers] : numbersOf(ids)) {
        NumberSequence sequence;
        sequence.prefix = prefix;
        sequence.first = numbers.begin()->first;
        sequence.last = numbers.rbegin()->first;
        sequence.numbers = numbers.size();
        sequence.dense = isDense(numbers);
        joinBefore(sequence, earlier, newYear);
        if (!sequence.missing.empty())
            sequence.missing.back().next = *numbers.begin()->second;
        std::int64_t expected = sequence.first;
        for (const auto& [number, id] : numbers) {
            if (sequence.dense && number != expected)
                sequence.missing.push_back({expected, number - 1, *id});
            expected = number + 1;
        }
        out.push_back(std::move(sequence));
    }
    return out;
}

} // namespace oxseal::recon
