// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/people_actions.h"

#include "storage/actions/company_actions.h"
#include "storage/crypto/hash.h"
#include "storage/signing/certificate.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

Secret words(std::string_view text) { return Secret::copyOf(asBytes(text)); }

/// Fails the test with the error's own words; evaluates its argument once.
#define PASSES(expression)                                                                                             \
    do {                                                                                                               \
        const auto outcome = expression;                                                                               \
        VERIFY_OK(outcome);                                                                                            \
    } while (false)

std::string codeOf(const Status& status) { return status ? "" : status.error().id(); }

} // namespace

class TestPeopleActions : public QObject
{
    Q_OBJECT

    static Result<std::unique_ptr<Workspace>> as(
        test::TempWorld& world, const std::string& login, std::string_view passphrase, bool recovery = false)
    {
        OpenOptions options;
        options.folder = world.path("acme.oxseal");
        options.login = login;
        options.recovery = recovery;
        return openWorkspace(options, words(passphrase), world.environment());
    }

    /// ada invites; the person makes the first login. Leaves nothing open.
    static void join(test::TempWorld& world, const Invitation& invitation, std::string_view passphrase)
    {
        std::string code;
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            const auto secret = invitePerson(**ada, invitation, "joins");
            VERIFY_OK(secret);
            code = asText(secret->view());
            PASSES((*ada)->close());
        }
        auto invited = as(world, invitation.login, code);
        VERIFY_OK(invited);
        PASSES(firstLogin(**invited, words(passphrase), "first login"));
        PASSES((*invited)->close());
    }

    static void found(test::TempWorld& world)
    {
        auto created = world.create();
        VERIFY_OK(created);
        PASSES(created->workspace->close());
    }

private Q_SLOTS:
    void creationRecordsTheFirstPerson()
    {
        test::TempWorld world;
        found(world);
        auto ada = world.open();
        VERIFY_OK(ada);
        Database& db = (*ada)->db();
        const auto people = persons(db);
        VERIFY_OK(people);
        QCOMPARE(people->size(), std::size_t{1});
        QVERIFY(people->front().roles == std::set<Role>{Role::Administrator});
        const auto all = certificates(db);
        VERIFY_OK(all);
        QCOMPARE(all->size(), std::size_t{1});
        COMPARE_STR(all->front().state, "bootstrap");
        QVERIFY(issuedBy(asBytes(all->front().der), asBytes((*ada)->keyring().authorities().back())));
        const auto findings = certificateFindings(db);
        VERIFY_OK(findings);
        QCOMPARE(findings->size(), std::size_t{1});
        COMPARE_STR(findings->front().code, "people.bootstrap_certificate");
        COMPARE_STR(test::ledgerProblems(**ada), "");
    }

    void invitationAndFirstLogin()
    {
        test::TempWorld world;
        found(world);
        std::string code;
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            const auto none = invitePerson(**ada, {"ben", "Ben", "", {}}, "x");
            QVERIFY(!none && none.error().is(kPeopleNoRoles));
            const auto secret = invitePerson(**ada, {"ben", "Ben Brown", "E7", {Role::Controller}}, "joins");
            VERIFY_OK(secret);
            code = asText(secret->view());
            const auto twice = invitePerson(**ada, {"ben", "Ben Brown", "", {Role::Controller}}, "again");
            QVERIFY(!twice && twice.error().is(kKeyringLoginTaken));
            PASSES((*ada)->close());
        }
        {
            auto ben = as(world, "ben", code);
            VERIFY_OK(ben);
            COMPARE_STR((*ben)->actor().authMethod, "invitation");
            // The code opens data only: nothing can be written but the own keys, although ben is controller.
            QVERIFY(!setCompany(**ben, {.fiscalYearEnd = "12-31"}, "try"));
            QVERIFY(!requestCertificate(**ben, "ben", "", "try"));
            PASSES(firstLogin(**ben, words("ben's own"), "first login"));
            PASSES((*ben)->close());
        }
        QVERIFY(!as(world, "ben", code));
        auto ben = as(world, "ben", "ben's own");
        VERIFY_OK(ben);
        PASSES(setCompany(**ben, {.fiscalYearEnd = "12-31"}, "known"));
        const auto denied = invitePerson(**ben, {"cleo", "Cleo", "", {Role::Reviewer}}, "no right");
        QVERIFY(!denied && denied.error().kind() == ErrorClass::Denied);
        COMPARE_STR(test::ledgerProblems(**ben), "");
    }

    void issuanceNeedsTwoPeople()
    {
        test::TempWorld world;
        found(world);
        join(world, {"ben", "Ben Brown", "", {Role::Pfo, Role::Controller}}, "ben's own");
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            OfficeHolding holding;
            holding.office = Office::Pfo;
            holding.title = "Chief Financial Officer";
            holding.from = Day::fromIso("2026-01-01").value();
            PASSES(holdOffice(**ada, "ben", holding, "appointed"));
            const auto overlap = holdOffice(**ada, "ben", holding, "again");
            QVERIFY(!overlap && overlap.error().is(kOfficeOverlap));
            PASSES((*ada)->close());
        }
        std::int64_t request = 0;
        Digest fingerprint;
        {
            auto ben = as(world, "ben", "ben's own");
            VERIFY_OK(ben);
            const auto notHeld = requestCertificate(**ben, "ben", "peo", "no");
            QVERIFY(!notHeld && notHeld.error().is(kPeopleOfficeNotHeld));
            const auto id = requestCertificate(**ben, "ben", "pfo", "needs to sign");
            VERIFY_OK(id);
            request = *id;
            fingerprint = certificateById((*ben)->db(), request)->fingerprint;
            COMPARE_STR(codeOf(confirmCertificate(**ben, request, fingerprint, "alone")), "people.same_person");
            // ben may confirm ada's bootstrap certificate: a second person has looked at it.
            const auto bootstrap = certificateById((*ben)->db(), 1);
            VERIFY_OK(bootstrap);
            PASSES(confirmCertificate(**ben, 1, bootstrap->fingerprint, "compared with Ada's screen"));
            PASSES((*ben)->close());
        }
        auto ada = world.open();
        VERIFY_OK(ada);
        Database& db = (*ada)->db();
        Digest other = fingerprint;
        other.bytes[0] ^= 1;
        COMPARE_STR(codeOf(confirmCertificate(**ada, request, other, "misread")), "people.fingerprint_differs");
        PASSES(confirmCertificate(**ada, request, fingerprint, "read to me by Ben"));
        COMPARE_STR(codeOf(confirmCertificate(**ada, request, fingerprint, "twice")), "people.certificate_state");
        const auto row = certificateOfKey(db, fingerprint);
        VERIFY_OK(row);
        QVERIFY(row->has_value());
        const auto info = readCertificate(asBytes((*row)->der));
        VERIFY_OK(info);
        COMPARE_STR(info->subject.name, "Ben Brown");
        COMPARE_STR(info->subject.company, "Acme Corp");
        COMPARE_STR(info->subject.office, "Principal Financial Officer");
        QVERIFY(info->fingerprint == fingerprint);
        QVERIFY(issuedBy(asBytes((*row)->der), asBytes((*ada)->keyring().authorities().back())));
        QVERIFY(certificateFindings(db)->empty()); // bootstrap confirmed, one certificate per office

        // An administrator asks for and cannot confirm; so a certificate in ben's name over another key needs a second person.
        const auto second = requestCertificate(**ada, "ben", "pfo", "a second one");
        VERIFY_OK(second);
        COMPARE_STR(codeOf(confirmCertificate(**ada, *second, fingerprint, "alone")), "people.same_person");
        COMPARE_STR(test::ledgerProblems(**ada), "");
    }

    /// Required by the foundation: a second certificate for an office is reported.
    void secondCertificateForAnOfficeIsReported()
    {
        test::TempWorld world;
        found(world);
        join(world, {"ben", "Ben Brown", "", {Role::Pfo}}, "ben's own");
        join(world, {"eve", "Eve Evans", "", {Role::Administrator}}, "eve's own");
        const auto issueTo = [&world] {
            std::int64_t id = 0;
            Digest fingerprint;
            {
                auto ada = world.open();
                VERIFY_OK(ada);
                const auto made = requestCertificate(**ada, "ben", "pfo", "asked for");
                VERIFY_OK(made);
                id = *made;
                fingerprint = certificateById((*ada)->db(), id)->fingerprint;
                PASSES((*ada)->close());
            }
            auto eve = as(world, "eve", "eve's own");
            VERIFY_OK(eve);
            PASSES(confirmCertificate(**eve, id, fingerprint, "confirmed"));
            PASSES((*eve)->close());
        };
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            OfficeHolding holding;
            holding.office = Office::Pfo;
            holding.title = "CFO";
            holding.from = Day::fromIso("2026-01-01").value();
            PASSES(holdOffice(**ada, "ben", holding, "appointed"));
            PASSES((*ada)->close());
        }
        issueTo();
        issueTo();
        auto ada = world.open();
        VERIFY_OK(ada);
        const auto findings = certificateFindings((*ada)->db());
        VERIFY_OK(findings);
        const auto second = std::find_if(findings->begin(), findings->end(),
            [](const Finding& finding) { return finding.code == "people.second_certificate"; });
        QVERIFY(second != findings->end());
        COMPARE_STR(second->arguments.at(0), "pfo");
        COMPARE_STR(second->arguments.at(1), "Ben Brown");
        QVERIFY(second->severity == Severity::High);
    }

    void enrolmentEnablesSigning()
    {
        test::TempWorld world;
        found(world);
        join(world, {"ben", "Ben Brown", "", {Role::Pfo}}, "ben's own");
        PersonId ben;
        {
            auto session = as(world, "ben", "ben's own");
            VERIFY_OK(session);
            ben = (*session)->actor().person;
            QVERIFY(!signingEnabled((*session)->db(), ben, world.now.day()).value());
            const auto sheet = enrolmentSheet(**session, "ben");
            VERIFY_OK(sheet);
            const std::string fingerprint
                = keyFingerprint(asBytes((*session)->keyring().keysOf("ben")->signing)).hex();
            const std::string text = canonicalJson(toJson(*sheet));
            QVERIFY(text.find(fingerprint.substr(0, 4) + " " + fingerprint.substr(4, 4)) != std::string::npos);
            QVERIFY(text.find("Ben Brown") != std::string::npos);
            PASSES(recordEnrolmentSheet(**session, "ben", "%PDF-1.4 sheet", "handed out"));
            QVERIFY(!signingEnabled((*session)->db(), ben, world.now.day()).value());
            QVERIFY(!attachEnrolment(**session, "ben", "%PDF-1.4 scan", "by himself"));
            PASSES((*session)->close());
        }
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            const auto none = attachEnrolment(**ada, "ada", "scan", "own");
            QVERIFY(!none && none.error().is(kPeopleOneself));
            PASSES(attachEnrolment(**ada, "ben", "%PDF-1.4 scan", "paper in binder 3"));
            QVERIFY(signingEnabled((*ada)->db(), ben, world.now.day()).value());
            const auto all = enrolments((*ada)->db());
            VERIFY_OK(all);
            QVERIFY(all->front().scanDigest == sha256("%PDF-1.4 scan"));
            COMPARE_STR((*ada)->objects().get(all->front().scan).value(), "%PDF-1.4 scan");
            PASSES((*ada)->close());
        }
        // New keys are not those of the sheet: signing is off again.
        auto session = as(world, "ben", "ben's own");
        VERIFY_OK(session);
        PASSES(replaceKeys(**session, words("ben's new"), "may be known"));
        QVERIFY(!signingEnabled((*session)->db(), ben, world.now.day()).value());
        COMPARE_STR(test::ledgerProblems(**session), "");
    }

    /// A sheet made before the office was recorded lacks the officer's attestation: it does not count for the office.
    void enrolmentBelongsToTheOffice()
    {
        test::TempWorld world;
        found(world);
        join(world, {"ben", "Ben Brown", "", {Role::Pfo}}, "ben's own");
        const Day today = world.now.day();
        const auto enrol = [&] {
            {
                auto session = as(world, "ben", "ben's own");
                VERIFY_OK(session);
                PASSES(recordEnrolmentSheet(**session, "ben", "%PDF-1.4 sheet", "handed out"));
                PASSES((*session)->close());
            }
            auto ada = world.open();
            VERIFY_OK(ada);
            PASSES(attachEnrolment(**ada, "ben", "%PDF-1.4 scan", "paper"));
            PASSES((*ada)->close());
        };
        enrol();
        PersonId ben;
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            ben = personByLogin((*ada)->db(), "ben").value().id;
            QVERIFY(signingEnabled((*ada)->db(), ben, today).value());
            PASSES(holdOffice(**ada, "ben", {0, {}, Office::Pfo, Capacity::Regular, "CFO", today, {}}, "Board resolution"));
            QVERIFY(!signingEnabled((*ada)->db(), ben, today).value());
            QVERIFY(signingEnabled((*ada)->db(), ben, today.plus(-1)).value()); // not yet in office
            QVERIFY(enrolmentFor((*ada)->db(), ben, {Office::Pfo}).value() == Enrolment::OtherOffices);
            PASSES((*ada)->close());
        }
        enrol();
        auto ada = world.open();
        VERIFY_OK(ada);
        QVERIFY(signingEnabled((*ada)->db(), ben, today).value());
        QVERIFY(enrolmentFor((*ada)->db(), ben, {Office::Pfo}).value() == Enrolment::OnFile);
        QVERIFY(enrolmentFor((*ada)->db(), ben, {Office::Pfo, Office::Peo}).value() == Enrolment::OtherOffices);
        QVERIFY(enrolmentFor((*ada)->db(), PersonId(1), {}).value() == Enrolment::Missing);
    }

    void removalTakesAccessAndRotates()
    {
        test::TempWorld world;
        found(world);
        join(world, {"ben", "Ben Brown", "", {Role::Controller}}, "ben's own");
        std::string oldKey;
        {
            auto ben = as(world, "ben", "ben's own");
            VERIFY_OK(ben);
            oldKey = asText((*ben)->keys().dataKeys().front().view());
            PASSES((*ben)->close());
        }
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            COMPARE_STR(codeOf(removePerson(**ada, "ada", "oneself")), "people.oneself");
            PASSES(removePerson(**ada, "ben", "left the company"));
            QVERIFY(!(*ada)->keyring().rotationPending());
            QVERIFY(personById((*ada)->db(), PersonId(2))->state == PersonState::Removed);
            PASSES((*ada)->close());
        }
        QVERIFY(!as(world, "ben", "ben's own"));
        QVERIFY(!Database::open(world.path("acme.oxseal/workspace.db"), words(oldKey), Database::Mode::ReadOnly));
        // The login is free again, for another person.
        join(world, {"ben", "Ben Baker", "", {Role::Reviewer}}, "another ben");
        auto ada = world.open();
        VERIFY_OK(ada);
        QCOMPARE(personByLogin((*ada)->db(), "ben")->id.value, std::int64_t{3});
        COMPARE_STR(test::ledgerProblems(**ada), "");
    }

    void recoveryAndRoles()
    {
        test::TempWorld world;
        std::string code;
        {
            auto created = world.create();
            VERIFY_OK(created);
            code = asText(created->recoveryCode.view());
            PASSES(created->workspace->close());
        }
        join(world, {"ben", "Ben Brown", "", {Role::Controller}}, "ben's own");
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            COMPARE_STR(codeOf(setRoles(**ada, "ada", {Role::Pfo}, "oneself")), "people.oneself");
            PASSES(setRoles(**ada, "ben", {Role::Administrator, Role::Controller}, "deputy"));
            QVERIFY((*ada)->keyring().holdsAuthority("ben"));
            PASSES(setRoles(**ada, "ben", {Role::Controller}, "no longer"));
            QVERIFY(!(*ada)->keyring().holdsAuthority("ben"));
            PASSES((*ada)->close());
        }
        {
            auto recovering = as(world, "ada", code, true);
            VERIFY_OK(recovering);
            QVERIFY(!invitePerson(**recovering, {"x", "X", "", {Role::Reviewer}}, "not by recovery"));
            const auto next = recoverPerson(**recovering, words("ada's new"), "forgotten");
            VERIFY_OK(next);
            QVERIFY(asText(next->view()) != code);
            PASSES((*recovering)->close());
        }
        QVERIFY(!as(world, "ada", test::TempWorld::kPassphrase));
        QVERIFY(!as(world, "ada", code, true));
        auto ada = as(world, "ada", "ada's new");
        VERIFY_OK(ada);
        PASSES(invitePerson(**ada, {"cleo", "Cleo", "", {Role::Reviewer}}, "works again"));
        COMPARE_STR(test::ledgerProblems(**ada), "");
    }

    void passphraseChange()
    {
        test::TempWorld world;
        found(world);
        {
            auto ada = world.open();
            VERIFY_OK(ada);
            QVERIFY(!changePassphrase(**ada, words("wrong"), words("ada's second"), "try"));
            PASSES(changePassphrase(
                **ada, words(test::TempWorld::kPassphrase), words("ada's second"), "yearly change"));
            PASSES((*ada)->close());
        }
        QVERIFY(!world.open());
        auto ada = as(world, "ada", "ada's second");
        VERIFY_OK(ada);
        COMPARE_STR(test::ledgerProblems(**ada), "");
    }

    void companyEntitiesPeriods()
    {
        test::TempWorld world;
        found(world);
        auto ada = world.open();
        VERIFY_OK(ada);
        Workspace& workspace = **ada;
        const auto early = addPeriod(workspace, "2026-Q3", "x");
        QVERIFY(!early && early.error().is(kNoYearEnd));
        PASSES(setCompany(workspace, {.fiscalYearEnd = "06-30", .publicFloatMinor = 65'000'000'000}, "facts"));
        COMPARE_STR(codeOf(setCompany(workspace, {.fiscalYearEnd = "06-30"}, "same")), "company.fact_none");
        COMPARE_STR(codeOf(setCompany(workspace, {.fiscalYearEnd = "13-01"}, "bad")), "people.bad_year_end");
        COMPARE_STR(codeOf(setCompany(workspace, {.priorCategory = "huge"}, "bad")), "company.fact_bad");
        const auto q1 = addPeriod(workspace, "2027-Q1", "fiscal year from July");
        VERIFY_OK(q1);
        COMPARE_STR(q1->period.first.iso(), "2026-07-01");
        COMPARE_STR(q1->period.last.iso(), "2026-09-30");
        const auto again = addPeriod(workspace, "2027-Q1", "again");
        QVERIFY(!again && again.error().is(kPeriodExists));
        PASSES(addPeriod(workspace, "2026-Q4", "before"));
        QVERIFY(periodBefore(workspace.db(), *q1)->value().period.name() == "2026-Q4");
        QVERIFY(!periodByName(workspace.db(), "2030-Q1"));

        Entity us;
        us.code = "US01";
        us.name = "Acme Inc";
        us.country = "US";
        us.currency = Currency::fromCode("USD").value();
        us.fiscalYearEnd = "06-30";
        const auto top = addEntity(workspace, us, "group");
        VERIFY_OK(top);
        Entity de = us;
        de.code = "DE01";
        de.parent = *top;
        de.currency = Currency::fromCode("EUR").value();
        de.ownershipBasisPoints = 7500;
        PASSES(addEntity(workspace, de, "group"));
        const auto twice = addEntity(workspace, de, "group");
        QVERIFY(!twice && twice.error().is(kEntityDuplicate));
        Entity changed = entityByCode(workspace.db(), "US01").value();
        changed.parent = entityByCode(workspace.db(), "DE01")->id;
        COMPARE_STR(codeOf(changeEntity(workspace, changed, "a ring")), "people.entity_cycle");
        QCOMPARE(entities(workspace.db())->size(), std::size_t{2});
        COMPARE_STR(test::ledgerProblems(workspace), "");
    }
};

OXSEAL_TEST_CLASS(TestPeopleActions);
#include "tst_people_actions.moc"
