// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_hints.h"

#include "models/core/text.h"
#include "models/recon/party_words.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <unordered_map>

namespace oxseal::recon {
namespace {

constexpr struct
{
    Resolution resolution;
    const char* name;
} kResolutions[] = {{Resolution::Match, "match"}, {Resolution::Split, "split"}, {Resolution::Transposition, "transposition"},
    {Resolution::Duplicate, "duplicate"}, {Resolution::Fee, "fee"}, {Resolution::Interest, "interest"}, {Resolution::Returned, "returned"},
    {Resolution::Timing, "timing"}, {Resolution::Unidentified, "unidentified"}};

constexpr std::size_t kMostInSum = 20; ///< lines a sum is sought among
constexpr std::size_t kMostNamed = 3; ///< lines a hint that is not sure names
constexpr std::size_t kMostLookedAt = 200; ///< lines of one amount or ending, so that large blocks of equals stay fast
constexpr std::size_t kMostInWindow = 2'000; ///< lines around a day; in a denser crowd no sum is sought
constexpr int kDuplicateDays = 7;
constexpr std::size_t kShortestShared = 3; ///< characters by which a longer reference may end in a shorter one

std::uint64_t magnitude(std::int64_t amount)
{
    return amount < 0 ? ~static_cast<std::uint64_t>(amount) + 1 : static_cast<std::uint64_t>(amount);
}

/// The digits of an amount in ascending order: equal for amounts that are each other's permutation.
std::string sortedDigits(std::int64_t amount)
{
    std::string digits = std::to_string(magnitude(amount));
    std::sort(digits.begin(), digits.end());
    return digits;
}

bool mentionsAny(const std::string& text, const std::vector<std::string>& words)
{
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return mentions(text, word); });
}

/// What is done again and again about one span of lines.
class Hints
{
public:
    Hints(const ExceptionRules& rules, std::string_view currency, int digits, std::span<const HintLine> lines, Day periodEnd)
        : rules_(rules), lines_(lines), periodEnd_(periodEnd), feeMost_(limitInMinor(rules.feeMost, currency, digits))
    {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            std::string key;
            appendReferenceKey(key, lines_[i].reference);
            references_.push_back(std::move(key));
            if (lines_[i].origin == ItemOrigin::Difference)
                continue;
            if (!references_[i].empty())
                twins_[twinKey(i, references_[i])].push_back(i);
            if (!lines_[i].description.empty())
                twins_[twinKey(i, " " + lowerAscii(lines_[i].description))].push_back(i); // no reference begins with a blank
            if (lines_[i].open) {
                byAmount_[side(i)][lines_[i].amount].push_back(i);
                if (references_[i].size() >= kShortestShared) {
                    byReference_[side(i)][references_[i]].push_back(i);
                    byEnding_[side(i)][references_[i].substr(references_[i].size() - kShortestShared)].push_back(i);
                }
                byDigits_[sortedDigits(lines_[i].amount)].push_back(i);
                openByDay_[side(i)][sign(i)].push_back(i);
            }
        }
        for (auto& ofSide : openByDay_)
            for (auto& days : ofSide)
                std::stable_sort(days.begin(), days.end(), [&](std::size_t a, std::size_t b) { return lines_[a].date < lines_[b].date; });
    }

    std::vector<Hint> of(std::size_t index)
    {
        out_.clear();
        const HintLine& line = lines_[index];
        if (!line.open)
            return {};
        if (line.origin == ItemOrigin::Difference) {
            ofDifference(line);
        } else {
            match(index);
            split(index);
            transposition(index);
            duplicate(index);
            if (line.origin == ItemOrigin::Bank)
                byWords(line);
            else
                timing(line);
        }
        if (out_.empty())
            out_.push_back({Resolution::Unidentified, ItemCategory::Unidentified, 0, {}, 0});
        std::stable_sort(out_.begin(), out_.end(), [](const Hint& a, const Hint& b) { return a.confidence > b.confidence; });
        return out_;
    }

private:
    [[nodiscard]] bool opposite(std::size_t a, std::size_t b) const
    {
        return lines_[a].origin != lines_[b].origin && lines_[b].origin != ItemOrigin::Difference && lines_[b].open;
    }
    [[nodiscard]] bool sameReference(std::size_t a, std::size_t b) const
    {
        const std::string& one = references_[a].size() < references_[b].size() ? references_[a] : references_[b];
        const std::string& other = references_[a].size() < references_[b].size() ? references_[b] : references_[a];
        return one.size() >= kShortestShared && other.ends_with(one); // "1540" and "CHQ1540" name the same cheque
    }

    /// Open lines of the other side whose reference is the same or, among the first of its ending, ends alike.
    [[nodiscard]] std::vector<std::size_t> sharing(std::size_t index) const
    {
        const std::string& reference = references_[index];
        if (reference.size() < kShortestShared)
            return {};
        const auto& same = byReference_[1 - side(index)];
        const auto& endings = byEnding_[1 - side(index)];
        std::vector<std::size_t> out;
        if (const auto found = same.find(reference); found != same.end())
            out.assign(found->second.begin(), found->second.begin() + static_cast<std::ptrdiff_t>(std::min(found->second.size(), kMostLookedAt)));
        if (const auto found = endings.find(reference.substr(reference.size() - kShortestShared)); found != endings.end()) {
            for (std::size_t i = 0; i < std::min(found->second.size(), kMostLookedAt); ++i) {
                if (references_[found->second[i]] != reference && sameReference(index, found->second[i]))
                    out.push_back(found->second[i]);
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }
    [[nodiscard]] std::size_t side(std::size_t index) const { return lines_[index].origin == ItemOrigin::Books ? 1 : 0; }
    [[nodiscard]] std::size_t sign(std::size_t index) const { return lines_[index].amount < 0 ? 1 : 0; }
    /// Lines of one side and amount that say the same.
    [[nodiscard]] std::string twinKey(std::size_t index, const std::string& words) const
    {
        return std::to_string(side(index)) + "/" + std::to_string(lines_[index].amount) + "/" + words;
    }
    /// The first few of `all` that `fits` lets pass: whether there is one, or more than one.
    template <class F>
    static std::vector<std::size_t> firstOf(const std::vector<std::size_t>& all, const F& fits)
    {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < std::min(all.size(), kMostLookedAt) && out.size() < kMostNamed; ++i) {
            if (fits(all[i]))
                out.push_back(all[i]);
        }
        return out;
    }

    void match(std::size_t index)
    {
        for (const std::size_t other : sharing(index)) {
            if (lines_[other].amount == lines_[index].amount) {
                out_.push_back({Resolution::Match, ItemCategory::Unclassified, 900, {other}, 0});
                return;
            }
        }
        const auto twins = firstOf(byAmount_[1 - side(index)][lines_[index].amount], [&](std::size_t other) { return opposite(index, other); });
        if (!twins.empty())
            out_.push_back({Resolution::Match, ItemCategory::Unclassified, twins.size() == 1 ? 600 : 300, twins, 0});
    }

    /// Lines of the other side, of the same sign and smaller, few enough to try every sum.
    [[nodiscard]] std::vector<std::size_t> addends(std::size_t index) const
    {
        const HintLine& line = lines_[index];
        const auto& days = openByDay_[1 - side(index)][sign(index)];
        const auto before = [&](std::size_t each, Day day) { return lines_[each].date < day; };
        const auto first = std::lower_bound(days.begin(), days.end(), line.date.plus(-rules_.splitDays), before);
        const auto last = std::lower_bound(first, days.end(), line.date.plus(rules_.splitDays + 1), before);
        std::vector<std::size_t> out;
        if (last - first > static_cast<std::ptrdiff_t>(kMostInWindow))
            return out;
        for (auto each = first; each != last; ++each) {
            const HintLine& other = lines_[*each];
            if (other.amount == 0 || magnitude(other.amount) >= magnitude(line.amount))
                continue;
            out.push_back(*each);
            if (out.size() > kMostInSum)
                return {};
        }
        return out;
    }

    void split(std::size_t index)
    {
        const auto candidates = addends(index);
        if (candidates.size() < 2)
            return;
        found_.clear();
        solutions_ = 0;
        chosen_.clear();
        sum(candidates, 0, magnitude(lines_[index].amount));
        if (solutions_ != 1)
            return;
        std::sort(found_.begin(), found_.end());
        out_.push_back({Resolution::Split, ItemCategory::Unclassified, 700, found_, 0});
    }

    void sum(const std::vector<std::size_t>& candidates, std::size_t from, std::uint64_t rest)
    {
        if (rest == 0 && chosen_.size() > 1) {
            if (++solutions_ == 1)
                found_ = chosen_;
            return;
        }
        if (chosen_.size() == static_cast<std::size_t>(rules_.splitMost))
            return;
        for (std::size_t i = from; i < candidates.size() && solutions_ < 2; ++i) {
            const std::uint64_t amount = magnitude(lines_[candidates[i]].amount);
            if (amount > rest)
                continue;
            chosen_.push_back(candidates[i]);
            sum(candidates, i + 1, rest - amount);
            chosen_.pop_back();
        }
    }

    /// Of one reference but another amount, or with the same digits in another order: the difference divides by nine.
    void transposition(std::size_t index)
    {
        const HintLine& line = lines_[index];
        const auto fits = [&](std::size_t other) {
            std::int64_t difference = 0;
            return opposite(index, other) && lines_[other].amount != line.amount && (lines_[other].amount < 0) == (line.amount < 0)
                && !__builtin_sub_overflow(line.amount, lines_[other].amount, &difference) && looksTransposed(difference);
        };
        const auto add = [&](std::size_t other, int confidence) {
            const ItemCategory category = line.origin == ItemOrigin::Books ? ItemCategory::BookErrorTransposition : ItemCategory::Unclassified;
            out_.push_back({Resolution::Transposition, category, confidence, {other}, line.amount - lines_[other].amount});
        };
        const auto named = sharing(index);
        if (const auto found = std::find_if(named.begin(), named.end(), fits); found != named.end()) {
            add(*found, 850);
            return;
        }
        const auto alike = firstOf(byDigits_[sortedDigits(line.amount)], fits);
        if (alike.size() == 1)
            add(alike.front(), 500);
    }

    void duplicate(std::size_t index)
    {
        const HintLine& line = lines_[index];
        const ItemCategory category = line.origin == ItemOrigin::Books ? ItemCategory::BookErrorDuplicate : ItemCategory::BankError;
        const auto another = [index](std::size_t other) { return other != index; };
        if (!references_[index].empty()) {
            if (const auto same = firstOf(twins_[twinKey(index, references_[index])], another); !same.empty()) {
                out_.push_back({Resolution::Duplicate, category, 800, {same.front()}, 0});
                return;
            }
        }
        if (line.description.empty())
            return;
        const auto near = [&](std::size_t other) { return other != index && std::abs(lines_[other].date - line.date) <= kDuplicateDays; };
        if (const auto same = firstOf(twins_[twinKey(index, " " + lowerAscii(line.description))], near); !same.empty())
            out_.push_back({Resolution::Duplicate, category, 500, {same.front()}, 0});
    }

    void byWords(const HintLine& line)
    {
        const std::string text = line.description + " " + line.reference;
        const bool small = feeMost_ && line.amount >= -*feeMost_;
        if (line.amount < 0 && mentionsAny(text, rules_.returnedWords))
            out_.push_back({Resolution::Returned, ItemCategory::ReturnedItem, 800, {}, 0});
        if (line.amount < 0 && mentionsAny(text, rules_.feeWords))
            out_.push_back({Resolution::Fee, ItemCategory::UnbookedFee, small ? 800 : 400, {}, 0});
        if (mentionsAny(text, rules_.interestWords))
            out_.push_back({Resolution::Interest, ItemCategory::UnbookedInterest, 800, {}, 0});
    }

    void timing(const HintLine& line)
    {
        const int age = periodEnd_ - line.date;
        if (age > rules_.timingDays)
            return;
        std::string key;
        appendReferenceKey(key, line.reference);
        const bool cheque = line.amount < 0 && (looksLikeCheque(key) || mentions(line.description, "cheque") || mentions(line.description, "check"));
        const ItemCategory category = line.amount > 0 ? ItemCategory::DepositInTransit : cheque ? ItemCategory::OutstandingCheque : ItemCategory::AchInFlight;
        out_.push_back({Resolution::Timing, category, 700, {}, 0});
    }

    void ofDifference(const HintLine& line)
    {
        if (looksTransposed(line.amount))
            out_.push_back({Resolution::Transposition, ItemCategory::BookErrorTransposition, 700, {}, line.amount});
        if (line.amount < 0 && feeMost_ && line.amount >= -*feeMost_)
            out_.push_back({Resolution::Fee, ItemCategory::UnbookedFee, 500, {}, line.amount});
    }

    const ExceptionRules& rules_;
    std::span<const HintLine> lines_;
    Day periodEnd_;
    std::optional<std::int64_t> feeMost_;
    std::vector<std::string> references_; ///< comparable form, by line
    using Blocks = std::unordered_map<std::string, std::vector<std::size_t>>;
    std::array<Blocks, 2> byReference_; ///< open lines, by side
    std::array<Blocks, 2> byEnding_; ///< of the reference; open lines, by side
    std::array<std::unordered_map<std::int64_t, std::vector<std::size_t>>, 2> byAmount_; ///< open lines, by side
    Blocks twins_; ///< by twinKey, matched lines too
    Blocks byDigits_; ///< open lines
    std::array<std::array<std::vector<std::size_t>, 2>, 2> openByDay_; ///< by side and sign
    std::vector<Hint> out_;
    std::vector<std::size_t> chosen_;
    std::vector<std::size_t> found_;
    int solutions_ = 0;
};

} // namespace

const char* name(Resolution resolution) noexcept
{
    for (const auto& entry : kResolutions) {
        if (entry.resolution == resolution)
            return entry.name;
    }
    return "unidentified";
}

std::optional<Resolution> resolutionFromName(std::string_view text) noexcept
{
    for (const auto& entry : kResolutions) {
        if (text == entry.name)
            return entry.resolution;
    }
    return std::nullopt;
}

std::vector<std::vector<Hint>> hintsFor(
    const ExceptionRules& rules, std::string_view currency, int digits, std::span<const HintLine> lines, Day periodEnd)
{
    Hints hints(rules, currency, digits, lines, periodEnd);
    std::vector<std::vector<Hint>> out;
    out.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        out.push_back(hints.of(i));
    return out;
}

std::uint64_t urgency(std::int64_t amount, int ageDays, int confidence) noexcept
{
    const auto days = static_cast<std::uint64_t>(std::max(ageDays, 1));
    const auto doubt = static_cast<std::uint64_t>(1001 - std::clamp(confidence, 0, 1000));
    std::uint64_t product = 0;
    if (__builtin_mul_overflow(magnitude(amount), days, &product) || __builtin_mul_overflow(product, doubt, &product))
        return std::numeric_limits<std::uint64_t>::max();
    return product;
}

} // namespace oxseal::recon
