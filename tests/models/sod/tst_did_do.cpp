// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sod/did_do.h"

#include "tests/support/test_main.h"

#include <set>

using namespace oxseal;
using namespace oxseal::sod;

namespace {

constexpr access::Level kCreate = access::Level::Create;
constexpr std::uint32_t kNone = Activity::kNotGiven;

RuleSet rules()
{
    RuleSet set;
    set.functions = {{"BI", "Bills", {{{"ERP", "BILL", kCreate}}}}, {"PY", "Pay", {{{"ERP", "PAY", kCreate}, {"", "Wire", kCreate}}}},
        {"UA", "Users", {{{"ERP", "USERS", kCreate}}}}};
    set.rules = {{"S05", {{0}, {1}}, Severity::High, "", "", "", {}, {}}, {"X1", {{2}}, Severity::High, "", "", "", {}, {}}};
    return set;
}

enum Acts : std::uint32_t { Bill, Pay, Wire, Users, Look, OtherBill, ByCode };
std::vector<LoggedAction> actions()
{
    return {{"ERP", "BILL"}, {"ERP", "PAY"}, {"BANK", "Wire"}, {"ERP", "USERS"}, {"ERP", "LOOK"}, {"CRM", "BILL"}, {"CRM", "BI"}};
}

std::string told(const DidDo& found)
{
    std::string out;
    for (const Exercised& use : found.exercised) {
        out += std::to_string(use.person) + "/" + std::to_string(use.rule) + ":";
        for (const UsedTogether& together : use.together) {
            out += std::string(" ") + name(together.link);
            for (const std::uint32_t line : together.lines)
                out += "," + std::to_string(line);
        }
        out += "; ";
    }
    return out;
}

DidDo of(std::vector<Activity> lines) { return didDo(rules(), {0, 1}, {actions(), std::move(lines)}); }

} // namespace

class TstDidDo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSideIsNoUse()
    {
        COMPARE_STR(told(of({{0, Bill, 1, 1}, {1, Pay, 1, 1}, {0, OtherBill, 1, 1}})), "");
    }
    void documentsComeBeforeParties()
    {
        // Bill 7 of vendor 1 entered and paid; bill 8 of vendor 2 entered, another payment to vendor 2; a bill of vendor 3 alone.
        COMPARE_STR(told(of({{0, Bill, 8, 2}, {0, Bill, 7, 1}, {0, Pay, 7, 1}, {0, Wire, 9, 2}, {0, Bill, 10, 3}})),
            "0/0: document,1,2 party,0,3; ");
    }
    void aPaymentSettlesABill()
    {
        // Payment 90 settles bill 7 of vendor 1; its own number is that of nothing else.
        COMPARE_STR(told(of({{0, Bill, 7, 1}, {0, Bill, 8, 1}, {0, Pay, 90, 1, 7}})), "0/0: document,0,2; ");
        // A line that names its own document twice counts once.
        COMPARE_STR(told(of({{0, Bill, 7, 1, 7}, {0, Pay, 7, 1, 7}})), "0/0: document,0,1; ");
    }
    void unconnectedSidesAreSaidToBe()
    {
        COMPARE_STR(told(of({{0, Bill, 8, 2}, {0, Pay, 7, 1}, {0, Pay, kNone, kNone}})), "0/0: apart,0,1,2; ");
        // Not given is not the same document.
        COMPARE_STR(told(of({{0, Bill, kNone, kNone}, {0, Pay, kNone, kNone}})), "0/0: apart,0,1; ");
    }
    void aDutyCountsByItsCodeInEverySystem()
    {
        COMPARE_STR(told(of({{3, ByCode, 1, kNone}, {3, Wire, 1, kNone}})), "3/0: document,0,1; ");
    }
    void sensitiveAccessIsUsedByItself()
    {
        COMPARE_STR(told(of({{2, Users, 4, 4}, {2, Users, 5, 5}})), "2/1: apart,0,1; ");
    }
    void tellsWhatItCannotJudge()
    {
        const DidDo found = of({{0, Look, kNone, kNone}, {0, OtherBill, kNone, kNone}, {0, Look, kNone, kNone}, {kNoPerson, Bill, 1, 1}, {kNoPerson, Pay, 1, 1}});
        QCOMPARE(found.unmapped, (std::vector<std::uint32_t>{Look, OtherBill}));
        QCOMPARE(found.linesUnmapped, std::uint64_t(3));
        QCOMPARE(found.linesOfNobody, std::uint64_t(2));
        QVERIFY(found.exercised.empty());
    }
    void rulesNotInForceAreLeftOut()
    {
        QVERIFY(didDo(rules(), {1}, {actions(), {{0, Bill, 1, 1}, {0, Pay, 1, 1}}}).exercised.empty());
    }
    /// Against the definition, sought in the plainest way, over logs at random.
    void agreesWithTheDefinition()
    {
        std::uint32_t state = 2026;
        const auto draw = [&state](std::uint32_t below) {
            state = state * 1664525u + 1013904223u;
            return (state >> 8) % below;
        };
        std::size_t uses = 0;
        std::size_t byDocument = 0;
        for (int round = 0; round < 300; ++round) {
            std::vector<Activity> lines;
            for (std::uint32_t n = draw(14); n > 0; --n)
                lines.push_back({draw(3), draw(4), draw(3) == 0 ? kNone : draw(4), draw(3) == 0 ? kNone : draw(3)});
            const DidDo found = of(lines);
            for (std::uint32_t person = 0; person < 3; ++person) {
                std::set<std::uint32_t> billed, paid;
                bool bill = false;
                bool pay = false;
                for (const Activity& act : lines) {
                    if (act.person != person)
                        continue;
                    bill = bill || act.action == Bill;
                    pay = pay || act.action == Pay || act.action == Wire;
                    if (act.document != kNone && act.action == Bill)
                        billed.insert(act.document);
                    if (act.document != kNone && (act.action == Pay || act.action == Wire))
                        paid.insert(act.document);
                }
                std::set<std::uint32_t> both;
                std::set_intersection(billed.begin(), billed.end(), paid.begin(), paid.end(), std::inserter(both, both.begin()));
                std::set<std::uint32_t> given;
                bool used = false;
                for (const Exercised& use : found.exercised) {
                    if (use.person != person || use.rule != 0)
                        continue;
                    used = true;
                    for (const UsedTogether& together : use.together) {
                        if (together.link == UseLink::Document)
                            given.insert(together.key);
                    }
                }
                QCOMPARE(used, bill && pay);
                QCOMPARE(given, both);
                uses += used ? 1 : 0;
                byDocument += given.size();
            }
        }
        QVERIFY2(uses > 200, qPrintable(QString::number(uses))); // else the logs tried nothing
        QVERIFY2(byDocument > 40, qPrintable(QString::number(byDocument)));
    }
};

OXSEAL_TEST_CLASS(TstDidDo);
#include "tst_did_do.moc"
