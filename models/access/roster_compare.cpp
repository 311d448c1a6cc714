// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/roster_compare.h"

#include "models/access/peer_flags.h"
#include "models/access/population.h"
#include "models/core/parallel.h"
#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace oxseal::access {
namespace {

Flag known(bool value) { return value ? Flag::Yes : Flag::No; }

/// What the review before says of every line: numbers accounts and entitlements of two populations alike, and keeps the old
/// lines account by account, each account's in the order of their entitlements. An entitlement is named without its level, so
/// that a raised level is seen as such and not as something new.
class Baseline
{
public:
    Baseline(const Population& current, const EarlierReview& earlier)
    {
        const Holdings& previous = earlier.held;
        const bool systemsStated = std::any_of(previous.accounts.begin(), previous.accounts.end(), [](const NamedAccount& one) { return !one.system.empty(); });
        AccountKeys accounts(systemsStated && statesSystem(current.accounts));
        Dictionary entitlements;
        accounts.add(namedAccounts(current), account_);
        for (const Entitlement& entitlement : current.entitlements) {
            entitlement_.push_back(entitlements.intern(entitlement.key()));
            level_.push_back(levelFromText(entitlement.level));
        }
        std::vector<std::uint32_t> oldAccount, oldEntitlement;
        accounts.find(previous.accounts, oldAccount);
        std::vector<Level> oldLevel;
        for (const Entitlement& entitlement : previous.entitlements) {
            oldEntitlement.push_back(entitlements.find(entitlement.key()));
            oldLevel.push_back(levelFromText(entitlement.level));
        }
        std::vector<char> revokes; // by the words of the decisions
        const bool decided = earlier.decisions != nullptr && earlier.decisions->size() > 0;
        if (decided) {
            for (const auto word : earlier.decisions->dictionary())
                revokes.push_back(equalsIgnoringCase(trimmed(word), "revoke") ? 1 : 0);
        }
        const auto known = [&](const Holdings::Line& line) {
            return oldAccount[line.account] != Dictionary::kUnknown && oldEntitlement[line.entitlement] != Dictionary::kUnknown;
        };
        start_.assign(accounts.size() + 1, 0);
        for (const Holdings::Line& line : previous.lines) {
            if (known(line))
                ++start_[oldAccount[line.account] + 1];
        }
        std::partial_sum(start_.begin(), start_.end(), start_.begin());
        held_.resize(start_.back());
        std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
        for (std::size_t row = 0; row < previous.lines.size(); ++row) {
            const Holdings::Line& line = previous.lines[row];
            if (!known(line))
                continue;
            const bool revoked = decided && revokes[earlier.decisions->code(row)] != 0;
            held_[next[oldAccount[line.account]]++] = {oldEntitlement[line.entitlement], oldLevel[line.entitlement], revoked};
        }
        for (std::size_t account = 0; account + 1 < start_.size(); ++account)
            std::sort(held_.begin() + start_[account], held_.begin() + start_[account + 1]);
    }

    void expectAccount(std::uint32_t account) const { __builtin_prefetch(&start_[account_[account]]); }
    void expectLines(std::uint32_t account) const { __builtin_prefetch(held_.data() + start_[account_[account]]); }
    void judge(const Grant& grant, LineFlags& flags) const
    {
        const std::uint32_t account = account_[grant.account];
        const Old wanted{entitlement_[grant.entitlement], Level::None, false};
        const auto end = held_.begin() + start_[account + 1];
        auto at = std::lower_bound(held_.begin() + start_[account], end, wanted);
        bool held = false, revoked = false;
        Level before = Level::None;
        for (; at != end && at->entitlement == wanted.entitlement; ++at) { // a review may hold a line twice
            held = true;
            revoked |= at->revoked;
            before = std::max(before, at->level);
        }
        flags.set(LineFlag::New, known(!held));
        flags.set(LineFlag::RevokedStillPresent, known(revoked));
        const Level now = level_[grant.entitlement];
        Flag raised = Flag::No;
        if (held && now != before) {
            // One side without a level: it may have risen.
            raised = now == Level::Unstated || before == Level::Unstated ? Flag::Unknown : known(now > before);
        }
        flags.set(LineFlag::LevelRaised, raised);
    }

private:
    /// A line of the review before.
    struct Old
    {
        std::uint32_t entitlement = 0;
        Level level = Level::None;
        bool revoked = false;

        friend bool operator<(const Old& a, const Old& b) { return a.entitlement < b.entitlement; }
    };

    std::vector<std::uint32_t> start_; ///< accounts → held_
    std::vector<Old> held_;
    std::vector<Level> level_; ///< of the entitlements of today
    std::vector<std::uint32_t> account_, entitlement_;
};

Flag moved(const Worker& worker, const Roster* before)
{
    if (before == nullptr)
        return Flag::Unknown;
    const std::int32_t at = before->byId(worker.employeeId);
    if (at < 0)
        return Flag::No; // a joiner, not a mover
    const Worker& then = before->workers()[static_cast<std::size_t>(at)];
    return known(then.department != worker.department || then.title != worker.title);
}

/// What follows from account and worker alone, computed once per account.
struct AccountView
{
    LineFlags flags;
    std::int32_t worker = -1;
    Flag left = Flag::Unknown;
    std::int32_t lastDay = DayColumn::kNone;
    std::int32_t lastLogin = DayColumn::kNone;
    Flag creep = Flag::Unknown;
};

/// Which accounts show a use, by a sign-in or by a permission; empty when the listing states no use of anybody.
std::vector<char> usedAccounts(const Population& current)
{
    std::vector<char> used(current.accounts.size());
    bool any = false;
    for (std::size_t at = 0; at < used.size(); ++at)
        any |= (used[at] = current.accounts[at].lastLogin ? 1 : 0) != 0;
    for (const Grant& grant : current.grants) {
        if (grant.lastUsed != DayColumn::kNone)
            any |= (used[grant.account] = 1) != 0;
    }
    return any ? used : std::vector<char>();
}

/// A service seldom signs in, so that nothing follows for it; an account younger than the limit may still come to be used.
Flag neverUsed(const Account& account, bool used, const CompareOptions& options)
{
    if (used)
        return Flag::No;
    if (account.type == AccountType::Service)
        return Flag::Unknown;
    return known(!account.created || *account.created < options.asOf.plus(-options.dormantDays));
}

AccountView viewOf(const Account& account, const IdentityMatch& match, const Roster& roster, const Roster* before,
    const CompareOptions& options)
{
    AccountView view;
    view.worker = match.worker;
    if (account.lastLogin)
        view.lastLogin = account.lastLogin->number;
    const bool nonHuman = account.type == AccountType::Service || account.type == AccountType::Shared;
    // Non-human accounts belong to nobody by nature; what matters there is the owner.
    view.flags.set(LineFlag::Orphan, known(match.worker < 0 && !nonHuman));
    view.flags.set(LineFlag::MfaOff,
        account.mfa == Flag::Unknown ? Flag::Unknown : known(account.mfa == Flag::No));
    const bool typed = account.type != AccountType::Unknown;
    view.flags.set(LineFlag::Shared, typed ? known(account.type == AccountType::Shared) : Flag::Unknown);
    view.flags.set(LineFlag::ServiceWithoutOwner,
        typed ? known(account.type == AccountType::Service && account.owner.empty() && account.statedOwner.empty()) : Flag::Unknown);
    if (account.lastCredentialChange)
        view.flags.set(LineFlag::OldKey, known(*account.lastCredentialChange < options.asOf.plus(-options.keyDays)));
    if (match.worker < 0)
        return view;
    const Worker& worker = roster.workers()[static_cast<std::size_t>(match.worker)];
    view.left = hasLeft(worker, options.asOf);
    if (worker.termination)
        view.lastDay = worker.termination->number;
    view.flags.set(LineFlag::Terminated, view.left);
    // Left and not known to be disabled stays unknown; staying workers cannot raise it.
    view.flags.set(LineFlag::LeaverActive, view.left == Flag::Yes ? account.enabled : view.left);
    view.flags.set(LineFlag::Mover, moved(worker, before));
    return view;
}

Flag usedAfterLeaving(const AccountView& view, std::int32_t lastUse)
{
    if (view.left != Flag::Yes)
        return view.left;
    if (lastUse == DayColumn::kNone || view.lastDay == DayColumn::kNone)
        return Flag::Unknown;
    return known(lastUse > view.lastDay);
}

/// How often each flag was raised, or could not be told, in some of the lines: counters that lie across words, so that one
/// addition carries all flags of a line.
class Tally
{
public:
    void add(const LineFlags& flags)
    {
        std::uint64_t carry = flags.yes | std::uint64_t{flags.unknown} << 32U;
        for (std::size_t digit = 0; carry != 0 && digit < digits_.size(); ++digit) {
            const std::uint64_t next = digits_[digit] & carry;
            digits_[digit] ^= carry;
            carry = next;
        }
    }
    void addTo(Comparison& all) const
    {
        for (std::size_t flag = 0; flag < kLineFlags; ++flag) {
            for (std::size_t digit = 0; digit < digits_.size(); ++digit) {
                all.counts[flag] += (digits_[digit] >> flag & 1U) << digit;
                all.unknown[flag] += (digits_[digit] >> (32 + flag) & 1U) << digit;
            }
        }
    }

private:
    std::array<std::uint64_t, 32> digits_{}; ///< the lowest binary digit of all counts first
};

/// The lines of a listing, each by itself: what was found about accounts and the review before is only looked up.
class LineJudge
{
public:
    LineJudge(const Population& current, const std::vector<AccountView>& views, const Baseline* baseline, const PeerFlags* peers,
        const CompareOptions& options)
        : current_(current), views_(views), baseline_(baseline), peers_(peers), staleBefore_(options.asOf.plus(-options.dormantDays).number)
    {
    }

    /// Accounts come in any order: what the lines some rows on will look up is asked for early, one step after the other.
    void expect(std::size_t row) const
    {
        constexpr std::size_t kAccounts = 16;
        constexpr std::size_t kOldLines = 8;
        if (row + kAccounts >= current_.grants.size())
            return;
        __builtin_prefetch(&views_[current_.grants[row + kAccounts].account]);
        if (baseline_ == nullptr)
            return;
        baseline_->expectAccount(current_.grants[row + kAccounts].account);
        baseline_->expectLines(current_.grants[row + kOldLines].account);
    }
    [[nodiscard]] ComparedLine line(std::size_t row) const
    {
        const Grant& grant = current_.grants[row];
        const AccountView& view = views_[grant.account];
        ComparedLine line{view.worker, view.flags};
        if (grant.lastUsed != DayColumn::kNone)
            line.flags.set(LineFlag::Stale, known(grant.lastUsed < staleBefore_));
        // The account's last login proves use as well as the grant's own date; the later one counts.
        line.flags.set(LineFlag::UsedAfterLeaving, usedAfterLeaving(view, std::max(view.lastLogin, grant.lastUsed)));
        line.flags.set(LineFlag::Privileged, grant.privileged);
        if (baseline_ != nullptr)
            baseline_->judge(grant, line.flags);
        if (peers_ != nullptr && view.left != Flag::Yes) {
            line.flags.set(LineFlag::Creep, view.creep);
            line.flags.set(LineFlag::OutOfDepartment, peers_->outOfDepartment(view.worker, grant.entitlement));
        }
        return line;
    }

private:
    const Population& current_;
    const std::vector<AccountView>& views_;
    const Baseline* baseline_;
    const PeerFlags* peers_;
    std::int32_t staleBefore_;
};

} // namespace

EarlierReview::EarlierReview(const Population& previous)
    : decisions(&previous.decisions)
{
    held.accounts = namedAccounts(previous);
    held.entitlements = previous.entitlements;
    held.lines.reserve(previous.grants.size());
    for (const Grant& grant : previous.grants)
        held.lines.push_back({grant.account, grant.entitlement});
}

EarlierReview::EarlierReview(const Table& previous)
    : held(holdingsOf(previous))
    , decisions(previous.text("decision"))
{
}

Result<Comparison> compareRoster(const Population& current, const Roster& roster, const Population* previous,
    const Roster* previousRoster, const CompareOptions& options, const Progress& progress)
{
    if (previous == nullptr)
        return compareWithEarlier(current, roster, nullptr, previousRoster, options, progress);
    const EarlierReview earlier(*previous);
    return compareWithEarlier(current, roster, &earlier, previousRoster, options, progress);
}

Result<Comparison> compareWithEarlier(const Population& current, const Roster& roster, const EarlierReview* earlier,
    const Roster* previousRoster, const CompareOptions& options, const Progress& progress)
{
    Comparison result;
    result.baseline = earlier != nullptr;
    std::vector<AccountView> views;
    std::optional<Baseline> baseline;
    runTasks(options.threads, {[&] {
                                   if (earlier != nullptr)
                                       baseline.emplace(current, *earlier);
                               },
                                  [&] {
                                      views.reserve(current.accounts.size());
                                      result.identities.reserve(current.accounts.size());
                                      const std::vector<char> used = usedAccounts(current);
                                      for (const Account& account : current.accounts) {
                                          result.identities.push_back(roster.match(account));
                                          AccountView& view = views.emplace_back(viewOf(account, result.identities.back(), roster, previousRoster, options));
                                          if (!used.empty())
                                              view.flags.set(LineFlag::NeverUsed, neverUsed(account, used[views.size() - 1] != 0, options));
                                      }
                                  }});
    std::optional<PeerFlags> peers;
    if (options.peers) {
        std::vector<std::int32_t> workers;
        std::vector<char> stays;
        for (const AccountView& view : views) {
            workers.push_back(view.worker);
            stays.push_back(view.left == Flag::Yes ? 0 : 1);
        }
        peers.emplace(current, roster, workers, stays);
        for (AccountView& view : views)
            view.creep = peers->creep(view.worker);
    }
    const LineJudge judge(current, views, baseline ? &*baseline : nullptr, peers ? &*peers : nullptr, options);
    constexpr std::size_t kPiece = 32768; ///< lines of a task
    constexpr std::size_t kTasks = 8; ///< between two looks at the progress
    const std::size_t rows = current.grants.size();
    result.lines.resize(rows);
    for (std::size_t from = 0; from < rows; from += kTasks * kPiece) {
        if (progress.cancelled())
            return fail(kCompareCancelled);
        progress.at(from, rows);
        std::array<Tally, kTasks> tallies;
        std::vector<std::function<void()>> tasks;
        for (std::size_t task = 0; task < kTasks; ++task) {
            tasks.emplace_back([&, first = from + task * kPiece, task] {
                Tally tally;
                for (std::size_t row = first; row < std::min(rows, first + kPiece); ++row) {
                    judge.expect(row);
                    result.lines[row] = judge.line(row);
                    tally.add(result.lines[row].flags);
                }
                tallies[task] = tally;
            });
        }
        runTasks(options.threads, tasks);
        for (const Tally& tally : tallies)
            tally.addTo(result);
    }
    return result;
}

} // namespace oxseal::access
