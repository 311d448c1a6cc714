// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/intercompany.h"

#include "models/core/money.h"
#include "models/recon/reference_key.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>

namespace oxseal::recon {
namespace {

constexpr std::array<const char*, 5> kStates{"agrees", "rate_differs", "amount_differs", "in_transit", "one_sided"};

using Indexes = std::vector<std::uint32_t>;

std::uint64_t magnitude(std::int64_t amount) { return amount < 0 ? ~static_cast<std::uint64_t>(amount) + 1 : static_cast<std::uint64_t>(amount); }

/// One run over both accounts.
class Laying
{
public:
    explicit Laying(const MirrorInput& input) : input_(input) {}

    Result<Mirror> run()
    {
        pairByReference();
        OXSEAL_CHECK(pairByAmount());
        for (const bool onFirst : {true, false})
            settleOnOneSide(onFirst);
        for (const std::uint32_t line : restFirst_)
            OXSEAL_CHECK(add({line}, {}));
        for (const std::uint32_t line : restSecond_)
            OXSEAL_CHECK(add({}, {line}));
        for (auto& [first, second] : pairs_)
            OXSEAL_CHECK(add(first, second));
        OXSEAL_CHECK(addUp());
        order();
        return std::move(mirror_);
    }

private:
    void pairByReference()
    {
        std::map<std::string, std::pair<Indexes, Indexes>> byKey;
        const auto collect = [&](std::span<const MirrorLine> lines, Indexes std::pair<Indexes, Indexes>::*side, Indexes& rest) {
            for (std::uint32_t i = 0; i < lines.size(); ++i) {
                std::string key;
                appendReferenceKey(key, lines[i].reference);
                if (key.empty())
                    rest.push_back(i);
                else
                    (byKey[key].*side).push_back(i);
            }
        };
        collect(input_.first, &std::pair<Indexes, Indexes>::first, restFirst_);
        collect(input_.second, &std::pair<Indexes, Indexes>::second, restSecond_);
        for (auto& [key, sides] : byKey) {
            if (!sides.first.empty() && !sides.second.empty()) {
                pairs_.push_back(std::move(sides));
                continue;
            }
            restFirst_.insert(restFirst_.end(), sides.first.begin(), sides.first.end());
            restSecond_.insert(restSecond_.end(), sides.second.begin(), sides.second.end());
        }
    }

    /// Lines whose counterpart has no reference, or another: the exact counter-amount within the window, where there is one alone
    /// on either side. Anything else is left to a person.
    Status pairByAmount()
    {
        std::map<std::int64_t, Indexes> bySecond; // by amount in the first currency
        for (const std::uint32_t line : restSecond_) {
            OXSEAL_TRY(const std::int64_t amount, atClosing(input_.second[line].amount));
            bySecond[amount].push_back(line);
        }
        std::map<std::int64_t, Indexes> byFirst;
        for (const std::uint32_t line : restFirst_)
            byFirst[input_.first[line].amount].push_back(line);
        Indexes first, second;
        for (const auto& [amount, lines] : byFirst) {
            const auto other = amount == INT64_MIN ? bySecond.end() : bySecond.find(-amount);
            const bool one = amount != 0 && lines.size() == 1 && other != bySecond.end() && other->second.size() == 1;
            if (!one || std::abs(input_.first[lines[0]].day - input_.second[other->second[0]].day) > input_.windowDays)
                continue;
            pairs_.push_back({{lines[0]}, {other->second[0]}});
            first.push_back(lines[0]);
            second.push_back(other->second[0]);
        }
        const auto without = [](Indexes& all, Indexes taken) {
            std::sort(taken.begin(), taken.end());
            std::erase_if(all, [&](std::uint32_t line) { return std::binary_search(taken.begin(), taken.end(), line); });
        };
        without(restFirst_, std::move(first));
        without(restSecond_, std::move(second));
        return {};
    }

    /// What was carried is often put right on the side that had it wrong: lines of one reference that come to nothing there, or the one
    /// line of exactly the opposite amount.
    void settleOnOneSide(bool onFirst)
    {
        const std::span<const MirrorLine> lines = onFirst ? input_.first : input_.second;
        Indexes& rest = onFirst ? restFirst_ : restSecond_;
        std::map<std::string, Indexes> byKey;
        std::map<std::int64_t, Indexes> byAmount;
        for (const std::uint32_t line : rest) {
            std::string key;
            appendReferenceKey(key, lines[line].reference);
            if (!key.empty())
                byKey[key].push_back(line);
        }
        Indexes settled;
        const auto settle = [&](const Indexes& group) {
            const bool carried = std::any_of(group.begin(), group.end(), [&](std::uint32_t line) { return lines[line].carried; });
            const auto total = sum(lines, group);
            if (group.size() < 2 || !carried || !total || *total != 0)
                return;
            pairs_.push_back(onFirst ? std::pair(group, Indexes()) : std::pair(Indexes(), group));
            settled.insert(settled.end(), group.begin(), group.end());
        };
        for (const auto& [key, group] : byKey)
            settle(group);
        const auto take = [&] {
            std::sort(settled.begin(), settled.end());
            std::erase_if(rest, [&](std::uint32_t line) { return std::binary_search(settled.begin(), settled.end(), line); });
        };
        take();
        for (const std::uint32_t line : rest)
            byAmount[lines[line].amount].push_back(line);
        for (const auto& [amount, group] : byAmount) {
            const auto other = amount <= 0 ? byAmount.end() : byAmount.find(-amount);
            if (group.size() == 1 && other != byAmount.end() && other->second.size() == 1)
                settle({group.front(), other->second.front()});
        }
        take();
    }

    Result<std::int64_t> atClosing(std::int64_t amount) const
    {
        if (input_.oneCurrency)
            return amount;
        const auto converted = input_.rate.convert(amount, input_.secondDigits, input_.firstDigits);
        if (!converted)
            return fail(kMirrorOverflow);
        return *converted;
    }

    static Result<std::int64_t> sum(std::span<const MirrorLine> lines, const Indexes& of)
    {
        std::int64_t total = 0;
        for (const std::uint32_t line : of) {
            if (__builtin_add_overflow(total, lines[line].amount, &total))
                return fail(kMirrorOverflow);
        }
        return total;
    }

    Status add(Indexes first, Indexes second)
    {
        MirrorItem item;
        item.first = std::move(first);
        item.second = std::move(second);
        OXSEAL_TRY(item.firstAmount, sum(input_.first, item.first));
        OXSEAL_TRY(item.secondAmount, sum(input_.second, item.second));
        OXSEAL_TRY(item.secondAtClosing, atClosing(item.secondAmount));
        const auto difference = checkedAdd(item.firstAmount, item.secondAtClosing);
        if (!difference)
            return fail(kMirrorOverflow);
        item.difference = *difference;
        item.state = stateOf(item);
        mirror_.items.push_back(std::move(item));
        return {};
    }

    [[nodiscard]] MirrorState stateOf(const MirrorItem& item) const
    {
        if (item.difference == 0 && item.first.size() + item.second.size() > 1 && (item.first.empty() || item.second.empty()))
            return MirrorState::Agrees; // put right on its own side
        if (item.first.empty() || item.second.empty()) {
            const Day day = item.first.empty() ? input_.second[item.second[0]].day : input_.first[item.first[0]].day;
            return day <= input_.end && input_.end - day <= input_.transitDays ? MirrorState::InTransit : MirrorState::OneSided;
        }
        if (magnitude(item.difference) <= (input_.oneCurrency ? 0U : 1U))
            return MirrorState::Agrees;
        if (input_.oneCurrency)
            return MirrorState::AmountDiffers;
        const bool opposite = (item.firstAmount < 0) != (item.secondAmount < 0) && item.firstAmount != 0 && item.secondAmount != 0;
        __extension__ using Wide = unsigned __int128;
        const bool close = Wide{magnitude(item.difference)} * 1000 <= Wide{magnitude(item.secondAtClosing)} * static_cast<unsigned>(input_.rateMargin);
        return opposite && close ? MirrorState::RateDiffers : MirrorState::AmountDiffers;
    }

    Status addUp()
    {
        OXSEAL_TRY(mirror_.secondEndAtClosing, atClosing(input_.secondEnd));
        __extension__ using Wide = __int128;
        Wide first = 0, second = 0, items = 0;
        std::size_t converted = 0;
        std::array<Wide, kStates.size()> byState{};
        Wide unexplained = 0;
        for (const MirrorItem& item : mirror_.items) {
            if (item.state == MirrorState::AmountDiffers || item.state == MirrorState::OneSided)
                unexplained += item.difference < 0 ? -Wide{item.difference} : Wide{item.difference};
            first += item.firstAmount;
            second += item.secondAmount;
            items += item.difference;
            byState[static_cast<std::size_t>(item.state)] += item.difference;
            converted += item.second.empty() ? 0U : 1U;
            mirror_.agreed += item.state == MirrorState::Agrees ? 1U : 0U;
        }
        const Wide difference = Wide{input_.firstEnd} + mirror_.secondEndAtClosing;
        const Wide secondBefore = Wide{input_.secondEnd} - second;
        if (secondBefore > INT64_MAX || secondBefore < INT64_MIN)
            return fail(kMirrorOverflow);
        OXSEAL_TRY(const std::int64_t before, atClosing(static_cast<std::int64_t>(secondBefore)));
        const Wide opening = Wide{input_.firstEnd} - first + before;
        const Wide rounding = difference - opening - items;
        const auto narrow = [&](Wide value, std::int64_t& out) {
            out = static_cast<std::int64_t>(value);
            return value <= INT64_MAX && value >= INT64_MIN;
        };
        const auto of = [&](MirrorState state) { return byState[static_cast<std::size_t>(state)]; };
        if (!narrow(difference, mirror_.difference) || !narrow(opening, mirror_.opening) || !narrow(rounding + of(MirrorState::Agrees), mirror_.rounding)
            || !narrow(of(MirrorState::RateDiffers), mirror_.rateDifferences) || !narrow(of(MirrorState::AmountDiffers), mirror_.amountDifferences)
            || !narrow(of(MirrorState::InTransit), mirror_.inTransit) || !narrow(of(MirrorState::OneSided), mirror_.oneSided))
            return fail(kMirrorOverflow);
        unexplained += opening < 0 ? -opening : opening;
        mirror_.unexplained = static_cast<std::int64_t>(std::min<Wide>(unexplained, INT64_MAX));
        // Every conversion is off by half a minor unit at most: the balance, what was there before, each item. One currency has none.
        const Wide most = input_.oneCurrency ? 0 : static_cast<Wide>(converted) + 2;
        mirror_.holds = 2 * (rounding < 0 ? -rounding : rounding) <= most;
        return {};
    }

    /// What differs first, by size; equals by day and key, so that the order of the lines given does not matter.
    void order()
    {
        const auto place = [&](const MirrorItem& item) {
            const MirrorLine& line = item.first.empty() ? input_.second[item.second[0]] : input_.first[item.first[0]];
            return std::tuple(item.state == MirrorState::Agrees, ~magnitude(item.difference), line.day, std::string_view(line.key));
        };
        for (MirrorItem& item : mirror_.items) {
            const auto byKey = [](std::span<const MirrorLine> lines) {
                return [lines](std::uint32_t a, std::uint32_t b) { return std::tie(lines[a].day, lines[a].key) < std::tie(lines[b].day, lines[b].key); };
            };
            std::sort(item.first.begin(), item.first.end(), byKey(input_.first));
            std::sort(item.second.begin(), item.second.end(), byKey(input_.second));
        }
        std::sort(mirror_.items.begin(), mirror_.items.end(), [&](const MirrorItem& a, const MirrorItem& b) { return place(a) < place(b); });
    }

    const MirrorInput& input_;
    std::vector<std::pair<Indexes, Indexes>> pairs_;
    Indexes restFirst_, restSecond_;
    Mirror mirror_;
};

} // namespace

const char* name(MirrorState state) noexcept { return kStates[static_cast<std::size_t>(state)]; }

OpenMirrorLines openLinesOf(const Mirror& mirror, std::span<const MirrorLine> first, std::span<const MirrorLine> second)
{
    OpenMirrorLines out;
    const auto take = [](std::span<const MirrorLine> lines, const Indexes& of, std::vector<MirrorLine>& to) {
        for (const std::uint32_t line : of) {
            to.push_back(lines[line]);
            to.back().carried = true;
        }
    };
    for (const MirrorItem& item : mirror.items) {
        if (item.state == MirrorState::Agrees || item.state == MirrorState::RateDiffers)
            continue;
        take(first, item.first, out.first);
        take(second, item.second, out.second);
    }
    return out;
}

Result<Mirror> mirrorAccounts(const MirrorInput& input) { return Laying(input).run(); }

} // namespace oxseal::recon
