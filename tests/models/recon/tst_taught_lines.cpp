// SPDX-License-Identifier: GPL-3.0-or-later
// What was decided before teaches the learnt stage: frequencies that were put in come out, and only open lines are decided.
#include "models/recon/match_record.h"
#include "tests/support/policy.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>

using namespace oxseal;
using namespace oxseal::recon;

namespace {

const char* const kNames[] = {"Albach Optik", "Borwald Druck", "Casfeld Pumpen", "Dremann Garten", "Elmrode Reisen", "Falkamp Moebel", "Grizig Elektro",
    "Hovdorf Werkzeug", "Isstedt Spedition", "Julegger Baustoffe"};

/// An account whose statement bears no references. A hundred pairs are decided: lags of 0, 1 and 2 days in the proportion 20 : 50 : 30; ten
/// more of their bank's lines belong to nothing. Amounts repeat, so that they settle nothing alone. Five payments are open.
struct Account
{
    std::deque<std::string> texts;
    std::vector<MatchLine> bank;
    std::vector<MatchLine> books;
    TaughtLines taught;

    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
    MatchLine line(const std::string& id, std::int64_t amount, std::int32_t day, const std::string& text)
    {
        MatchLine made;
        made.id = keep(id);
        made.account = "1010";
        made.description = keep(text);
        made.amount = amount;
        made.date = {20600 + day};
        made.currency = *Currency::fromCode("EUR");
        return made;
    }

    Account()
    {
        for (int i = 0; i < 100; ++i) {
            const std::int64_t amount = 10'000 + 500 * (i % 20);
            const int lag = i < 20 ? 0 : i < 70 ? 1 : 2;
            const std::string number = std::to_string(i);
            const char* name = kNames[(i * 3 + i / 20) % 10];
            taught.pairs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
            taught.right.push_back(line("tg" + number, amount, i, std::string("Invoice ") + name));
            taught.left.push_back(line("tb" + number, amount, i + lag, std::string("CREDIT TRANSFER ") + name));
        }
        for (int i = 0; i < 10; ++i)
            taught.left.push_back(line("alone" + std::to_string(i), 10'000 + 500 * i, 7 * i, "CREDIT TRANSFER Nobody"));
        for (int i = 0; i < 5; ++i) {
            books.push_back(line("g" + std::to_string(i), 12'000, 200 + i, std::string("Invoice ") + kNames[i]));
            bank.push_back(line("b" + std::to_string(i), 12'000, 201 + i, std::string("CREDIT TRANSFER ") + kNames[i]));
        }
    }
};

MatchContext contextOf(const Account& account)
{
    MatchContext context;
    context.account = "DE01/1010";
    context.periodEnd = {20900};
    context.risk = AccountRisk::Medium;
    context.taught = account.taught;
    return context;
}

} // namespace

class TestTaughtLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frequenciesOfWhatWasDecided()
    {
        const Account account;
        const auto learnt = matchLearnt(account.bank, account.books, account.taught, test::shippedPolicy().rules);
        VERIFY_OK(learnt);
        const LearntReport& report = learnt->report;
        QCOMPARE(report.anchors, std::uint64_t{100});
        QCOMPARE(report.taught, std::uint64_t{100});
        // By hand: a hundred pairs and at most five more, of which 20, 50 and 30 lie 0, 1 and 2 days apart (the five are 1 apart); each
        // level has half a pair more. The weight is the share times the days of the books.
        const double days = 206; // the first line is of day 0, the last one of day 205
        const auto share = [&](int lag) { return std::exp2(report.model.day[static_cast<std::size_t>(lag + report.model.window.before)] / 65536.0) / days; };
        QVERIFY(std::abs(share(0) - 20.0 / 105) < 0.02);
        QVERIFY(std::abs(share(1) - 55.0 / 105) < 0.02);
        QVERIFY(std::abs(share(2) - 30.0 / 105) < 0.02);
        // Every open line is in a group, and no taught one is.
        for (std::size_t side = 0; side < 2; ++side) {
            std::multiset<std::uint32_t> seen;
            for (const MatchGroup& group : learnt->match.groups) {
                const auto members = side == 0 ? learnt->match.left(group) : learnt->match.right(group);
                seen.insert(members.begin(), members.end());
            }
            QVERIFY((seen == std::multiset<std::uint32_t>{0, 1, 2, 3, 4}));
        }
    }
    /// Five payments of one amount, told apart by their names: five lines teach nothing, what was decided before does.
    void fewOpenLinesAreDecidedAllTheSame()
    {
        const Account account;
        MatchContext context = contextOf(account);
        const auto run = matchByPolicy(account.bank, account.books, test::shippedPolicy(), context);
        VERIFY_OK(run);
        QVERIFY(run->learnt);
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (const MatchGroup& group : run->match.groups) {
            if (group.type == MatchType::OneToOne && group.pass < 0 && group.state != MatchState::Unmatched)
                pairs.emplace(run->match.left(group).front(), run->match.right(group).front());
        }
        QVERIFY((pairs == std::set<std::pair<std::uint32_t, std::uint32_t>>{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}}));
        context.taught = {};
        const auto alone = matchByPolicy(account.bank, account.books, test::shippedPolicy(), context);
        VERIFY_OK(alone);
        QVERIFY(!alone->learnt);
        QVERIFY(std::none_of(alone->match.groups.begin(), alone->match.groups.end(), [](const MatchGroup& group) { return group.state == MatchState::Auto; }));
    }
    void theRecordHoldsThemAndComesOutAgain()
    {
        const Account account;
        const MatchContext context = contextOf(account);
        const Json policy = test::shippedPolicyJson();
        std::string first;
        for (const int threads : {1, 2, 3}) {
            MatchOptions options;
            options.threads = threads;
            const auto run = matchByPolicy(account.bank, account.books, test::shippedPolicy(), context, options);
            VERIFY_OK(run);
            const std::string bytes = canonicalJson(matchRecord(account.bank, account.books, policy, test::shippedPolicy(), context, *run));
            if (first.empty())
                first = bytes;
            QVERIFY(first == bytes);
        }
        Json record = parseJson(first).value();
        QCOMPARE(record["model"]["taught_pairs"].toInteger(), std::int64_t{100});
        QCOMPARE(record["context"]["taught"]["bank"].toArray().size(), std::size_t{110});
        QVERIFY(reperform(record, 2)->same);
        // Another pairing teaches something else.
        Json changed = record["context"];
        Json taught = changed["taught"];
        Json::Array pairs = taught["pairs"].toArray();
        pairs.resize(60);
        record.set("context", changed.set("taught", taught.set("pairs", Json(pairs))));
        QVERIFY(!reperform(record)->same);
        pairs[0] = Json(Json::Array{Json("tb0"), Json("unknown")});
        record.set("context", changed.set("taught", taught.set("pairs", Json(pairs))));
        QVERIFY(reperform(record).error().is(kRecordInvalid));
    }
    void whatIsTaughtIsNoRival()
    {
        // An open line like a decided pair: its twin among the taught ones is out of play, and so it stays open.
        Account account;
        account.bank = {account.line("b", 10'000, 1, "CREDIT TRANSFER Albach Optik")};
        account.books = {account.line("g", 99'000, 90, "Invoice Hovdorf Werkzeug")};
        const auto run = matchByPolicy(account.bank, account.books, test::shippedPolicy(), contextOf(account));
        VERIFY_OK(run);
        for (const MatchGroup& group : run->match.groups)
            QVERIFY(group.state == MatchState::Unmatched);
    }
};

OXSEAL_TEST_CLASS(TestTaughtLines);
#include "tst_taught_lines.moc"
