// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/packet_actions.h"

#include "storage/packet/verify.h"
#include "storage/signing/certificate_view.h"
#include "storage/workspace/verify_workspace.h"
#include "tests/storage/actions/certify_world.h"

#include <QProcess>
#include <QStandardPaths>

using namespace oxseal;

class TestPacketActions : public QObject
{
    Q_OBJECT

    test::CertifyWorld company_;

    static Result<Verification> verify(const std::filesystem::path& file, const Anchors& anchors = {})
    {
        VerifyOptions options;
        options.now = *Instant::fromIso("2026-11-20T00:00:00Z");
        options.anchors = anchors;
        return verifyFile(file, {}, options);
    }
    static std::string unpacked(const std::filesystem::path& zip, const std::string& name)
    {
        QProcess tool;
        tool.start(QStringLiteral("unzip"), {QStringLiteral("-p"), QString::fromStdString(zip.string()), QString::fromStdString(name)});
        tool.waitForFinished();
        return tool.readAllStandardOutput().toStdString();
    }

private Q_SLOTS:
    void initTestCase() { VERIFY_OK(company_.found()); }

    void sealSignExportVerify()
    {
        const auto zip = company_.world.path("packet.zip");
        {
            auto opened = company_.as("con");
            VERIFY_OK(opened);
            Workspace& workspace = **opened;
            const auto period = company_.quarter(workspace).value();
            VERIFY_OK(bindReportBytes(workspace, period, {"form 10-Q.html", *Day::fromYmd(2026, 11, 12), true}, asBytes("final"), "Final"));
            COMPARE_STR(packetOf(workspace.db(), period, 0).error().id(), "packet.no_such_packet");
            SealOptions wrong;
            wrong.withheld = {{"evidence/nothing", "why"}};
            COMPARE_STR(previewPacket(workspace, period, wrong).error().id(), "packet.nothing_withheld");
            SealOptions options;
            options.withheld = {{"documents/report/", "not for this reader"}};
            options.knownGaps = {"No vendor register"};
            const auto preview = previewPacket(workspace, period, options);
            VERIFY_OK(preview);
            QCOMPARE(preview->withheld.size(), std::size_t(1));
            QCOMPARE(preview->requiredSigners.size(), std::size_t(2));
            const auto row = sealPacket(workspace, period, options, "Seal");
            VERIFY_OK(row);
            const auto notSigner = signPacket(workspace, period, 0, company_.secret("con"), "x");
            QVERIFY(!notSigner);
            VERIFY_OK(exportPacket(workspace, period, 0, zip, "Look"));
            VERIFY_OK(workspace.close());
        }
        auto result = verify(zip);
        VERIFY_OK(result);
        COMPARE_STR(name(result->verdict), "indeterminate"); // nobody has signed yet
        for (const auto& problem : result->problems)
            COMPARE_STR(problem.what, "signer_missing");

        for (const char* login : {"paula", "carl"}) {
            auto opened = company_.as(login);
            VERIFY_OK(opened);
            const auto period = company_.quarter(**opened).value();
            VERIFY_OK(signPacket(**opened, period, 0, company_.secret(login), "I sign"));
            COMPARE_STR(signPacket(**opened, period, 0, company_.secret(login), "x").error().id(), "packet.already_signed");
            if (std::string(login) == "carl") {
                const auto refused = sealPacket(**opened, period, {}, "x");
                QVERIFY(!refused && refused.error().kind() == ErrorClass::Denied);
            }
            VERIFY_OK((*opened)->close());
        }
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        Workspace& workspace = **opened;
        const auto period = company_.quarter(workspace).value();
        const auto first = packet_repo::all(workspace.db()).value().front();
        VERIFY_OK(exportPacket(workspace, period, first.id, zip, "Hand over"));
        result = verify(zip);
        VERIFY_OK(result);
        QVERIFY2(result->problems.empty(), describe(*result).c_str());
        COMPARE_STR(name(result->verdict), "valid");
        COMPARE_STR(name(result->trust), "self_asserted");
        QCOMPARE(result->signatures.size(), std::size_t(2));
        Anchors anchors;
        anchors.authorities = workspace.keyring().authorities();
        QVERIFY(verify(zip, anchors)->trust == Trust::Anchored);
        const auto ledger = verifyWorkspaceLedger(workspace);
        VERIFY_OK(ledger);
        QVERIFY(ledger->problems.empty());
        if (!QStandardPaths::findExecutable(QStringLiteral("unzip")).isEmpty()) {
            const auto manifest = unpacked(zip, "manifest.json");
            QVERIFY(manifest.find("No vendor register") != std::string::npos);
            QVERIFY(manifest.find("documents/report/form_10-Q.html sha256:") != std::string::npos);
            QVERIFY(unpacked(zip, "index.pdf").rfind("%PDF-", 0) == 0);
            QVERIFY(unpacked(zip, "data/controls.csv").size() > 0);
        }
        VERIFY_OK(workspace.close());
    }
    void aFullySignedPacketIsValidAndProvesTheEarlierOne()
    {
        const auto zip = company_.world.path("second.zip");
        {
            auto opened = company_.as("con");
            VERIFY_OK(opened);
            const auto period = company_.quarter(**opened).value();
            VERIFY_OK(sealPacket(**opened, period, {}, "Seal"));
            VERIFY_OK((*opened)->close());
        }
        for (const char* login : {"paula", "carl"}) {
            auto opened = company_.as(login);
            VERIFY_OK(opened);
            VERIFY_OK(signPacket(**opened, company_.quarter(**opened).value(), 0, company_.secret(login), "I sign"));
            VERIFY_OK((*opened)->close());
        }
        auto opened = company_.as("con");
        VERIFY_OK(opened);
        VERIFY_OK(exportPacket(**opened, company_.quarter(**opened).value(), 0, zip, "Hand over"));
        VERIFY_OK((*opened)->close());
        const auto result = verify(zip);
        VERIFY_OK(result);
        QVERIFY2(result->problems.empty(), describe(*result).c_str());
        COMPARE_STR(name(result->verdict), "valid");
        QCOMPARE(result->signatures.size(), std::size_t(2));
        if (!QStandardPaths::findExecutable(QStringLiteral("unzip")).isEmpty())
            QVERIFY(unpacked(zip, "ledger/proofs/consistency.json").find("\"proof\"") != std::string::npos);
    }
};

OXSEAL_TEST_CLASS(TestPacketActions);
#include "tst_packet_actions.moc"
