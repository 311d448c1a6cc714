// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/administration_actions.h"

#include "storage/actions/packet_actions.h"
#include "storage/packet/reperform.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/ledger_problems.h"

#include <fstream>

using namespace oxseal;

namespace {

std::string codeOf(const Result<std::int64_t>& result) { return result ? "" : result.error().id(); }

bool hasMatter(const std::vector<Finding>& matters, const std::string& code)
{
    return std::any_of(matters.begin(), matters.end(), [&](const Finding& each) { return each.code == code; });
}

} // namespace

/// The company is founded in November 2026, so that what its administrator did is due at the end of the fourth quarter.
class TestAdministrationActions : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;

    std::unique_ptr<Workspace> as(const std::string& login)
    {
        auto opened = company_.as(login);
        return opened ? std::move(*opened) : nullptr;
    }
    static PeriodRow quarter(Workspace& workspace) { return periodByName(workspace.db(), "2026-Q4").value(); }

private Q_SLOTS:
    void initTestCase()
    {
        VERIFY_OK(company_.found());
        auto ada = as("ada");
        VERIFY_OK(addPeriod(*ada, "2026-Q4", "Next quarter"));
        VERIFY_OK(ada->close());
    }

    void nothingIsDueForAnEarlierQuarter()
    {
        auto con = as("con");
        const PeriodRow third = company_.quarter(*con).value();
        QVERIFY(administrationView(*con, third).value().due.empty());
        QVERIFY(administrationMatters(*con, third).value().empty());
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, third, {3, {}}, "Looked through")), "people.no_acts_due");
    }
    void everyActOfTheAdministratorIsDue()
    {
        auto con = as("con");
        const auto view = administrationView(*con, quarter(*con)).value();
        QVERIFY(view.hindrance == ActsHindrance::None);
        // Whatever the ledger says was permitted by that duty, counted by the database itself.
        const auto counted = con->db().integer("SELECT count(*) FROM ledger_entry WHERE role = 'administrator'").value().value();
        QCOMPARE(std::ssize(view.due), counted);
        QVERIFY(counted > 12); // four invitations, two offices, two certificates, two scans, company, periods
        for (const char* verb : {"person.invite", "office.hold", "certificate.issue", "enrolment.attach", "company.set", "period.add"})
            QVERIFY2(std::any_of(view.due.begin(), view.due.end(), [&](const ActView& each) { return each.act.verb == verb; }), verb);
        const auto invited = std::find_if(view.due.begin(), view.due.end(), [](const ActView& each) { return each.act.verb == "person.invite"; });
        QVERIFY2(invited->changes.find("controller") != std::string::npos, invited->changes.c_str());
        COMPARE_STR(invited->reason, "Set-up");
    }
    void itIsAMatterOnlyOnceTheQuarterIsOver()
    {
        auto con = as("con");
        QVERIFY(administrationMatters(*con, quarter(*con)).value().empty());
        company_.world.now = *Instant::fromIso("2027-01-05T08:00:00Z");
        const auto matters = administrationMatters(*con, quarter(*con)).value();
        QVERIFY(hasMatter(matters, "people.matter.acts_not_reviewed"));
        COMPARE_STR(matters.front().since->iso(), "2027-01-01");
    }
    void whoMayNotSign()
    {
        auto ada = as("ada");
        const auto acts = administrationView(*ada, quarter(*ada)).value();
        QVERIFY(acts.hindrance == ActsHindrance::Administrator);
        const auto byAdministrator = reviewAdministratorActs(*ada, quarter(*ada), {acts.due.back().act.sequence, {}}, "x");
        QVERIFY(!byAdministrator && byAdministrator.error().kind() == ErrorClass::Denied);
        VERIFY_OK(ada->close());
        ada.reset();
        auto tina = as("tina");
        QVERIFY(reviewAdministratorActs(*tina, quarter(*tina), {acts.due.back().act.sequence, {}}, "x").error().kind() == ErrorClass::Denied);
    }
    void nothingIsSignedThatNobodySaw()
    {
        auto con = as("con");
        const PeriodRow period = quarter(*con);
        const auto due = administrationView(*con, period).value().due;
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {due.back().act.sequence + 1, {}}, "x")), "people.acts_not_last");
        const std::uint64_t last = due[2].act.sequence;
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {last, {{due[3].act.sequence, "why"}}}, "x")), "people.act_not_among");
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {last, {{last, " "}}}, "x")), "people.act_not_among");
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {last, {{last, "a"}, {last, "b"}}}, "x")), "people.act_not_among");
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {last, {}}, "")), "workspace.no_reason");
        QVERIFY(administration_repo::reviews(con->db()).value().empty());
    }
    void aReviewCoversWhatWasSeen()
    {
        auto con = as("con");
        const PeriodRow period = quarter(*con);
        const auto before = administrationView(*con, period).value().due;
        const std::uint64_t questioned = before[1].act.sequence;
        const auto id = reviewAdministratorActs(*con, period, {before[2].act.sequence, {{questioned, "No ticket"}}}, "First part");
        VERIFY_OK(id);
        const auto after = administrationView(*con, period).value();
        QCOMPARE(after.due.size(), before.size() - 3);
        QCOMPARE(after.reviewed.size(), std::size_t{3});
        QCOMPARE(after.reviews.size(), std::size_t{1});
        COMPARE_STR(after.reviews[0].signer, "Connie Troll");
        COMPARE_STR(after.reviewed[1].question, "No ticket");
        const auto matters = administrationMatters(*con, period).value();
        QVERIFY(hasMatter(matters, "people.matter.act_questioned"));
        QVERIFY(hasMatter(matters, "people.matter.acts_not_reviewed"));
        VERIFY_OK(reviewAdministratorActs(*con, period, {after.due.back().act.sequence, {}}, "The rest"));
        QVERIFY(!hasMatter(administrationMatters(*con, period).value(), "people.matter.acts_not_reviewed"));
        COMPARE_STR(codeOf(reviewAdministratorActs(*con, period, {before[2].act.sequence, {}}, "again")), "people.no_acts_due");
        COMPARE_STR(test::ledgerProblems(*con), "");
        QVERIFY(!con->db().run("UPDATE administrator_review SET note = 'x'").has_value());
        QVERIFY(!con->db().run("DELETE FROM administrator_review_question").has_value());
    }
    void thePacketCountsThemAgainFromTheLedger()
    {
        const auto zip = company_.world.path("packet.zip");
        {
            auto con = as("con");
            const PeriodRow period = quarter(*con);
            VERIFY_OK(bindReportBytes(*con, period, {"form 10-K.html", *Day::fromYmd(2027, 3, 1), true}, asBytes("final"), "Final"));
            VERIFY_OK(sealPacket(*con, period, {}, "Seal"));
            VERIFY_OK(exportPacket(*con, period, 0, zip, "Look"));
            VERIFY_OK(con->close());
        }
        const auto again = reperformFile(zip, 1);
        VERIFY_OK(again);
        QVERIFY2(again->differences.empty(), describe(*again).c_str());
        QCOMPARE(again->performed.at("administrator_reviews"), std::uint64_t{2});
        QVERIFY(again->performed.at("administrator_acts") > 12);

        // The digest that the reviewer signed, worked over in place (as long as before, so that the archive stays one).
        std::ifstream in(zip, std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(in)), {});
        auto con = as("con");
        const auto reviews = administration_repo::reviews(con->db()).value();
        const auto place = bytes.find(reviews[1].digest.hex());
        QVERIFY(place != std::string::npos);
        bytes[place] = bytes[place] == '0' ? '1' : '0';
        std::ofstream(zip, std::ios::binary) << bytes;
        const auto altered = reperformFile(zip, 1);
        VERIFY_OK(altered);
        QCOMPARE(altered->differences.size(), std::size_t{1});
        COMPARE_STR(altered->differences[0].path, "data/administrator_reviews.csv");
        QVERIFY2(altered->differences[0].place.find("acts_sha256") != std::string::npos, altered->differences[0].place.c_str());
    }
};

OXSEAL_TEST_CLASS(TestAdministrationActions);
#include "tst_administration_actions.moc"
