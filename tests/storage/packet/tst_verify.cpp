// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/packet/packet_fixture.h"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace oxseal;
using namespace oxseal::test;

class TestVerify : public QObject
{
    Q_OBJECT

    std::string zip_;

    static Result<Verification> verify(const std::string& bytes, bool anchored = false)
    {
        return verifyPacket(*memorySource(bytes), options(anchored));
    }
    static bool names(const Verification& result, const std::string& path, const std::string& what)
    {
        for (const auto& problem : result.problems)
            if (problem.path == path && problem.what == what)
                return true;
        qWarning("%s", describe(result).c_str());
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto packet = smallPacket();
        sign(packet);
        zip_ = zipOf(packet.parts);
    }
    void acceptsAndSaysHowFarItGoes()
    {
        const auto result = verify(zip_);
        VERIFY_OK(result);
        QVERIFY2(result->problems.empty(), describe(*result).c_str());
        COMPARE_STR(name(result->verdict), "valid");
        COMPARE_STR(name(result->trust), "self_asserted");
        COMPARE_STR(name(result->time), "claimed");
        QCOMPARE(result->signatures.size(), std::size_t(3));
        const auto anchored = verify(zip_, true);
        COMPARE_STR(name(anchored->verdict), "valid");
        COMPARE_STR(name(anchored->trust), "anchored");
        auto wrong = options();
        wrong.anchors.authorities = {pem("other_ca")};
        const auto stranger = verifyPacket(*memorySource(zip_), wrong);
        COMPARE_STR(name(stranger->verdict), "invalid");
        COMPARE_STR(name(stranger->integrity), "intact");
        COMPARE_STR(name(stranger->trust), "untrusted");
        auto packet = smallPacket();
        sign(packet);
        QVERIFY(zipOf(packet.parts) == zip_); // reproducible
    }
    void namesWhatWasAltered()
    {
        auto packet = smallPacket();
        sign(packet);
        packet.parts.payload[1].stream = streamOf("user,decision\r\nE1,drop\r\n");
        auto result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "invalid");
        QVERIFY(names(*result, "data/access_review.csv", "altered"));

        packet = smallPacket();
        sign(packet);
        packet.parts.payload.erase(packet.parts.payload.begin() + 1);
        QVERIFY(names(*verify(zipOf(packet.parts)), "data/access_review.csv", "missing"));

        packet = smallPacket();
        sign(packet);
        packet.parts.payload.push_back({"data/extra.csv", 1, streamOf("x")});
        QVERIFY(names(*verify(zipOf(packet.parts)), "data/extra.csv", "unlisted"));

        // A manifest made anew for altered data no longer carries the signatures.
        packet = smallPacket();
        sign(packet);
        packet.manifest.files[1].sha256 = sha256("user,decision\r\nE1,drop\r\n");
        packet.parts.payload[1].stream = streamOf("user,decision\r\nE1,drop\r\n");
        packet.parts.manifest = manifestBytes(packet.manifest);
        result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "invalid");
        QVERIFY(names(*result, "signatures/pfo.p7s", "digest"));
    }
    void missingSignatureIsIndeterminate()
    {
        auto packet = smallPacket();
        sign(packet);
        packet.parts.signatures.pop_back();
        const auto result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "indeterminate");
        QVERIFY(names(*result, "signatures/peo.p7s", "signer_missing"));
    }
    void aKeyWithoutTheOfficeIsRefused()
    {
        auto packet = smallPacket();
        sign(packet);
        // The right authority, but the PFO's key in the PEO's place.
        packet.parts.signatures[1] = {"peo", packet.parts.signatures[0].cms, pem("pfo")};
        auto result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "invalid");
        QVERIFY(names(*result, "signatures/peo.p7s", "signer_office"));
        // Another authority altogether.
        sign(packet);
        const auto cms = signCms(sha256(packet.parts.manifest), key("stranger"), pem("stranger"), {at("2026-10-30T13:00:00Z")});
        packet.parts.signatures[0] = {"pfo", *cms, pem("stranger")};
        result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "invalid");
        QVERIFY(names(*result, "signatures/pfo.p7s", "path"));
    }
    void reportsASecondCertificate()
    {
        auto packet = smallPacket();
        packet.manifest.certificates.push_back(
            {"pfo", "Dana Weiss", sha256("another key"), "issued", *Day::fromIso("2026-10-01")});
        sign(packet);
        const auto result = verify(zipOf(packet.parts));
        COMPARE_STR(name(result->verdict), "valid");
        QCOMPARE(result->notes.size(), std::size_t(2)); // and the DEMO mark
        COMPARE_STR(result->notes[0].what, "second_certificate");
    }
    void recomputesTheLedgerRoot()
    {
        // Two leaves, the root by RFC 6962 with plain SHA-256 calls.
        const auto leaf = [](const std::string& line) { return sha256(std::string(1, '\0') + line); };
        const auto a = leaf(R"({"sequence":0})");
        const auto b = leaf(R"({"sequence":1})");
        const Digest root = sha256(std::string(1, '\1') + std::string(asText(a.bytes)) + std::string(asText(b.bytes)));
        auto packet = smallPacket();
        const std::string entries = "{\"sequence\":0}\n{\"sequence\":1}\n";
        packet.manifest.files.push_back({"ledger/entries.ndjson", entries.size(), sha256(entries), "ledger", "", {}});
        packet.parts.payload.push_back({"ledger/entries.ndjson", entries.size(), streamOf(entries)});
        packet.manifest.ledgerSize = 2;
        packet.manifest.ledgerRoot = root;
        sign(packet);
        auto result = verify(zipOf(packet.parts));
        QVERIFY2(result->problems.empty(), describe(*result).c_str());
        packet.manifest.ledgerRoot = sha256("else");
        sign(packet);
        QVERIFY(names(*verify(zipOf(packet.parts)), "ledger/entries.ndjson", "ledger_root"));
    }
    void otherZipWritersAreRefused()
    {
        if (!hasTool("zip"))
            QSKIP("zip is not installed");
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/p.zip", zip_);
        QCOMPARE(runTool("unzip", {"-q", "p.zip", "-d", "x"}, dir).code, 0);
        QCOMPARE(runTool("zip", {"-q", "-0", "-r", "../q.zip", "."}, dir + "/x").code, 0);
        const auto result = verify(readFile(dir + "/q.zip"));
        VERIFY_OK(result);
        COMPARE_STR(name(result->verdict), "invalid");
        QVERIFY(result->problems.front().what == "container");
    }
    /// One seeded bit of every 16th byte, and of every byte of headers, manifest and signatures
    /// (OXSEAL_FULL_FLIPS=1: of every byte at all). Never valid; the entry hit is named.
    void everyFlippedBitIsFoundAndLocated()
    {
        const bool full = std::getenv("OXSEAL_FULL_FLIPS") != nullptr;
        struct Span
        {
            std::size_t start;
            std::size_t end;
            std::string name;
            bool thorough;
        };
        // Independent walk over local headers: the places are not taken from our reader.
        std::vector<Span> spans;
        std::size_t at = 0;
        const auto u = [&](std::size_t place, int bytes) {
            std::size_t value = 0;
            for (int i = bytes - 1; i >= 0; --i)
                value = value << 8 | static_cast<unsigned char>(zip_[place + static_cast<std::size_t>(i)]);
            return value;
        };
        while (zip_.compare(at, 4, "PK\3\4") == 0) {
            const auto nameSize = u(at + 26, 2);
            const std::string entry = zip_.substr(at + 30, nameSize);
            const auto data = at + 30 + nameSize + u(at + 28, 2);
            spans.push_back({at, data, entry, true});
            const bool thorough = entry == "manifest.json" || entry.find(".p7s") != std::string::npos;
            spans.push_back({data, data + u(at + 18, 4), entry, thorough});
            at = data + u(at + 18, 4);
        }
        while (zip_.compare(at, 4, "PK\1\2") == 0) {
            const auto size = 46 + u(at + 28, 2);
            spans.push_back({at, at + size, zip_.substr(at + 46, u(at + 28, 2)), true});
            at += size;
        }
        spans.push_back({at, zip_.size(), "", true});
        struct Flip
        {
            std::size_t at;
            int bit;
            const Span* span;
        };
        std::vector<Flip> flips;
        std::uint32_t seed = 20260930;
        for (const auto& span : spans)
            for (std::size_t i = span.start; i < span.end; ++i) {
                seed = seed * 1664525U + 1013904223U;
                if (full || span.thorough || i % 16 == 0)
                    flips.push_back({i, static_cast<int>(seed >> 29), &span});
            }
        std::mutex mutex;
        std::vector<std::string> wrong;
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            std::string bad = zip_;
            for (std::size_t n = next++; n < flips.size(); n = next++) {
                const auto& flip = flips[n];
                bad[flip.at] = static_cast<char>(zip_[flip.at] ^ (1 << flip.bit));
                const auto result = verify(bad);
                bad[flip.at] = zip_[flip.at];
                bool found = !result;
                if (result && result->verdict != Verdict::Valid)
                    for (const auto& problem : result->problems)
                        found = found || problem.path.rfind("offset ", 0) == 0
                            || (!flip.span->name.empty() && problem.path.rfind(flip.span->name, 0) == 0);
                if (!found) {
                    const std::lock_guard lock(mutex);
                    wrong.push_back(std::to_string(flip.at) + " in " + flip.span->name);
                }
            }
        };
        std::thread other(work);
        work();
        other.join();
        for (const auto& place : wrong)
            qWarning("not found: byte %s", place.c_str());
        qInfo("%zu flips in %zu bytes", flips.size(), zip_.size());
        QVERIFY(flips.size() > zip_.size() / 16);
        QVERIFY(wrong.empty());
    }
    void cutAndPaddedFilesAreRefused()
    {
        for (std::size_t cut = 0; cut < zip_.size(); cut += 97) {
            const auto result = verify(zip_.substr(0, cut));
            QVERIFY(!result || result->verdict != Verdict::Valid);
        }
        QVERIFY(verify(zip_ + "x")->verdict == Verdict::Invalid);
        QVERIFY(verify("x" + zip_)->verdict == Verdict::Invalid);
        QVERIFY(!verify("hello"));
        QVERIFY(!verify(""));
    }
    void theGuidesCommandsWorkAsWritten()
    {
        if (!hasTool("openssl") || !hasTool("sha256sum") || !hasTool("pdfsig") || !hasTool("unzip"))
            QSKIP("a tool the guide names is not installed");
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        write(dir + "/p.zip", zip_);
        QCOMPARE(runTool("unzip", {"-q", "p.zip", "-d", "x"}, dir).code, 0);
        const std::string guide = readFile(dir + "/x/VERIFY.md");
        std::vector<std::string> commands;
        for (auto open = guide.find("```sh\n"); open != std::string::npos; open = guide.find("```sh\n", open + 1))
            commands.push_back(guide.substr(open + 6, guide.find("```", open + 6) - open - 6));
        QCOMPARE(commands.size(), std::size_t(4));
        std::string out;
        for (const auto& command : commands) {
            const auto run = runTool("sh", {"-c", command}, dir + "/x");
            QVERIFY2(run.code == 0, (command + run.out).c_str());
            out += run.out;
        }
        QVERIFY2(out.find("Signature is Valid.") != std::string::npos, out.c_str());
        QVERIFY(out.find("erification successful") != std::string::npos);
        QVERIFY(out.find(keyFingerprint(asBytes(key("pfo").publicKey())).hex()) != std::string::npos);
        // And they refuse what was altered.
        write(dir + "/x/data/access_review.csv", "user,decision\r\nE1,drop\r\n");
        QVERIFY(runTool("sh", {"-c", commands[0]}, dir + "/x").code != 0);
        write(dir + "/x/manifest.json", "{}");
        QVERIFY(runTool("sh", {"-c", commands[1]}, dir + "/x").code != 0);
    }
};

OXSEAL_TEST_CLASS(TestVerify);
#include "tst_verify.moc"
