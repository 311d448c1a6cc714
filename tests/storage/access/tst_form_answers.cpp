// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/answer_actions.h"
#include "storage/actions/answer_sign.h"
#include "storage/actions/people_actions.h"
#include "storage/signing/pades.h"
#include "tests/storage/signing/signing_fixture.h"
#include "tests/support/filled_form.h"
#include "tests/support/ledger_problems.h"
#include "tests/support/review_world.h"

using namespace oxseal;
using access::Decision;
using access::Grade;
using test::as;
using test::refusal;

namespace {

/// Rita's PDF with line 0 kept and line 1 revoked, and the review it belongs to.
struct Given
{
    CampaignId campaign;
    std::string empty;
    std::string filled;
};

Status prepare(test::AccessWorld& company, Given& out)
{
    OXSEAL_TRY(auto con, company.as("con"));
    OXSEAL_TRY(out.campaign, test::openErpReview(*con, {test::clerk("ann", "E2"), test::clerk("bo", "E3"), test::clerk("cy", "E4")}, {{"rita", {0, 1}}, {"rob", {2}}}));
    OXSEAL_TRY(const PackMade made, makePack(*con, out.campaign, "rita", "pdf", "Q3"));
    const auto file = company.world.path("rita.pdf");
    OXSEAL_CHECK(savePack(made, "pdf", file));
    out.empty = test::readFile(file);
    out.filled = test::filledForm(out.empty, {{"line-0-decision", "keep"}, {"line-1-decision", "revoke"}, {"line-1-reason", "leaver"}, {"line-1-comment", "left"}});
    return con->close();
}

/// A certificate over the person's signing key, confirmed by the administrator.
Status certify(test::AccessWorld& company, const std::string& login)
{
    std::int64_t request = 0;
    {
        OXSEAL_TRY(auto own, company.as(login));
        OXSEAL_TRY(request, requestCertificate(*own, login, "", "For signing"));
        OXSEAL_CHECK(own->close());
    }
    OXSEAL_TRY(auto admin, company.as("ada"));
    OXSEAL_TRY(const auto keys, admin->keyring().keysOf(login));
    OXSEAL_CHECK(confirmCertificate(*admin, request, keyFingerprint(asBytes(keys.signing)), "Told by telephone"));
    return admin->close();
}

Result<std::string> signedBy(test::AccessWorld& company, const std::string& login, const std::string& pdf)
{
    OXSEAL_TRY(auto workspace, company.as(login));
    OXSEAL_TRY(const SignedForm done, signAnswers(*workspace, pdf, test::TempWorld::secret(company.words.at(login))));
    OXSEAL_CHECK(workspace->close());
    return done.bytes;
}

} // namespace

class TestFormAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFilledFormWaitsUntilItIsSigned()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        Given given;
        VERIFY_OK(prepare(company, given));
        // Own lines only.
        QVERIFY(given.empty.find("line-1-decision") != std::string::npos && given.empty.find("line-2-decision") == std::string::npos);
        as(company, "con", [&](Workspace& workspace) {
            COMPARE_STR(refusal(mergeReply(workspace, {"rita.pdf", given.empty}, "Q3")), "access.answer_none");
            const auto bare = mergeReply(workspace, {"rita.pdf", given.filled}, "Q3");
            VERIFY_OK(bare);
            QVERIFY(bare->grade == Grade::NotAttested && !bare->counts && bare->waiting == 2 && bare->note.empty());
        });
        COMPARE_STR(refusal(signedBy(company, "rita", given.filled)), "access.sign_no_certificate");
        VERIFY_OK(certify(company, "rita"));
        COMPARE_STR(refusal(signedBy(company, "rob", given.filled)), "access.sign_not_own");
        COMPARE_STR(refusal(signedBy(company, "rita", given.empty)), "access.answer_none");
        const auto made = signedBy(company, "rita", given.filled);
        VERIFY_OK(made);
        as(company, "con", [&](Workspace& workspace) {
            const auto merged = mergeReply(workspace, {"signed.pdf", *made}, "Q3");
            VERIFY_OK(merged);
            COMPARE_STR(merged->note, "");
            QVERIFY(merged->grade == Grade::SignedPdf && merged->counts && merged->taken == 2);
            QVERIFY(access_repo::line(workspace.db(), given.campaign, 1).value()->decision == Decision::Revoke);
            COMPARE_STR(test::ledgerProblems(workspace), "");
        });
        // Another program finds the same signature good and the file covered to its end.
        QTemporaryDir folder;
        test::write(folder.path().toStdString() + "/a.pdf", *made);
        const auto tool = test::runTool("pdfsig", {"-nocert", "a.pdf"}, folder.path().toStdString());
        QVERIFY2(tool.out.find("Signature is Valid.") != std::string::npos && tool.out.find("Total document signed") != std::string::npos, tool.out.c_str());
    }

    void signaturesThatDoNotCountSayWhy()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        Given given;
        VERIFY_OK(prepare(company, given));
        VERIFY_OK(certify(company, "rita"));
        VERIFY_OK(certify(company, "rob"));
        const auto good = signedBy(company, "rita", given.filled);
        VERIFY_OK(good);
        const std::string byStranger = *signPdf(given.filled, test::key("stranger"), test::pem("stranger"), {"S", "Rita", "x", company.world.now});
        // Changed after signing: another answer, or only another look of the same.
        const std::string other = test::filledForm(*good, {{"line-1-decision", "keep"}, {"line-1-reason", ""}});
        const std::string flag = test::changedForm(*good, {{"line-1-decision", "/Ff", "1"}});
        std::string broken = *good;
        broken[broken.find("(keep)") + 1] = 'K';
        as(company, "con", [&](Workspace& workspace) {
            const auto merged = [&](const std::string& pdf) {
                const auto done = mergeReply(workspace, {"a.pdf", pdf}, "Q3");
                return done ? std::string(name(done->grade)) + ": " + done->note : done.error().id();
            };
            const std::string no = "not_attested: The signature of the PDF does not count. ";
            COMPARE_STR(merged(byStranger), no + "The PDF is signed by Dana Weiss, whose certificate is not rita's in this workspace.");
            COMPARE_STR(merged(other), no + "The form was changed after rita signed it.");
            COMPARE_STR(merged(flag), no + "The form was changed after rita signed it.");
            COMPARE_STR(merged(broken), no + "The signature of rita does not hold: The signed content was altered.");
            // A scan beside it gives its own grade.
            const auto scanned = mergeReply(workspace, {"a.pdf", other, "", "scan"}, "Q3");
            QVERIFY(scanned && scanned->grade == Grade::PaperScan && !scanned->note.empty());
            COMPARE_STR(merged(*good), "signed_pdf: ");
        });
        // New keys: the old signature is not by the present key.
        as(company, "rita", [&](Workspace& workspace) { VERIFY_OK(replaceKeys(workspace, test::TempWorld::secret(company.words["rita"] + " new"), "Seen over the shoulder")); });
        as(company, "con", [&](Workspace& workspace) {
            const auto late = mergeReply(workspace, {"b.pdf", *signPdf(*good, test::key("pfo"), test::pem("pfo"), {"T", "x", "x", company.world.now})}, "Q3");
            VERIFY_OK(late);
            QVERIFY(late->grade == Grade::NotAttested && !late->note.empty());
        });
    }

    /// As a viewer saves it that packs objects and cross-references in streams.
    void aPackedFormIsSignedAndMerged()
    {
        if (!test::hasTool("qpdf"))
            QSKIP("qpdf is not installed");
        test::AccessWorld company;
        VERIFY_OK(company.found());
        Given given;
        VERIFY_OK(prepare(company, given));
        VERIFY_OK(certify(company, "rita"));
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        test::write(dir + "/filled.pdf", given.filled);
        QCOMPARE(test::runTool("qpdf", {"--object-streams=generate", "filled.pdf", "packed.pdf"}, dir).code, 0);
        const std::string packed = test::readFile(dir + "/packed.pdf");
        QVERIFY(pdf::File::open(packed)->streamed());
        const auto made = signedBy(company, "rita", packed);
        VERIFY_OK(made);
        test::write(dir + "/signed.pdf", *made);
        const auto tool = test::runTool("pdfsig", {"-nocert", "signed.pdf"}, dir);
        QVERIFY2(tool.out.find("Signature is Valid.") != std::string::npos && tool.out.find("Total document signed") != std::string::npos, tool.out.c_str());
        // An answer changed behind the signature is not the reviewer's any more.
        const std::string changed = test::filledForm(*made, {{"line-1-decision", "keep"}, {"line-1-reason", ""}});
        as(company, "con", [&](Workspace& workspace) {
            const auto forged = mergeReply(workspace, {"changed.pdf", changed}, "Q3");
            VERIFY_OK(forged);
            QVERIFY(forged->grade == Grade::NotAttested && !forged->counts && !forged->note.empty());
            const auto merged = mergeReply(workspace, {"signed.pdf", *made}, "Q3");
            VERIFY_OK(merged);
            QVERIFY(merged->grade == Grade::SignedPdf && merged->counts && merged->taken == 2);
        });
    }

    void aSecondSignatureBehindItChangesNothing()
    {
        test::AccessWorld company;
        VERIFY_OK(company.found());
        Given given;
        VERIFY_OK(prepare(company, given));
        VERIFY_OK(certify(company, "rita"));
        const auto good = signedBy(company, "rita", given.filled);
        const auto two = signPdf(*good, test::key("pfo"), test::pem("pfo"), {"Stamp", "Somebody", "Seen", company.world.now});
        VERIFY_OK(two);
        as(company, "con", [&](Workspace& workspace) {
            const auto merged = mergeReply(workspace, {"two.pdf", *two}, "Q3");
            VERIFY_OK(merged);
            QVERIFY(merged->grade == Grade::SignedPdf && merged->counts);
        });
    }
};

OXSEAL_TEST_CLASS(TestFormAnswers);
#include "tst_form_answers.moc"
