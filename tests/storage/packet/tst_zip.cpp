// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "tests/storage/signing/signing_fixture.h"

using namespace oxseal;
using namespace oxseal::test;

class TestZip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crcOfThePublishedCheckString()
    {
        // The check value of CRC-32/ISO-HDLC.
        QCOMPARE(crc32(asBytes("123456789")), 0xCBF43926U);
        QCOMPARE(crc32(asBytes("")), 0U);
        const std::string text = "The quick brown fox jumps over the lazy dog";
        QCOMPARE(crc32(asBytes(text)), 0x414FA339U);
        QCOMPARE(crc32(asBytes(text.substr(20)), crc32(asBytes(text.substr(0, 20)))), 0x414FA339U);
    }
    void unzipReadsWhatIsWritten()
    {
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        const auto writer = ZipWriter::create(dir + "/a.zip");
        VERIFY_OK(writer);
        QVERIFY((*writer)->add("a/one.txt", "one\n").has_value());
        QVERIFY((*writer)->add("two.bin", std::string(100000, '\7')).has_value());
        QVERIFY((*writer)->add("empty", "").has_value());
        QVERIFY(!(*writer)->add("empty", "twice"));
        for (const char* name : {"", "/a", "a/../b", "a//b", "a/", "c:\\x", "ä", "a\nb", "./a"})
            QVERIFY(!(*writer)->add(name, "x"));
        QVERIFY((*writer)->finish().has_value());
        const auto bytes = readFile(dir + "/a.zip");
        const auto listing = listZip(*memorySource(bytes));
        VERIFY_OK(listing);
        for (const auto& problem : listing->problems)
            qWarning("%s", problem.path.c_str());
        QVERIFY(listing->problems.empty());
        QCOMPARE(listing->entries.size(), std::size_t(3));
        if (!hasTool("unzip"))
            QSKIP("unzip is not installed");
        const auto test = runTool("unzip", {"-t", "a.zip"}, dir);
        QVERIFY2(test.code == 0 && test.out.find("No errors") != std::string::npos, test.out.c_str());
        COMPARE_STR(runTool("unzip", {"-p", "a.zip", "a/one.txt"}, dir).out, "one\n");
    }
    void anAbandonedFileLeavesNothing()
    {
        QTemporaryDir folder;
        const std::string dir = folder.path().toStdString();
        {
            const auto writer = ZipWriter::create(dir + "/a.zip");
            VERIFY_OK(writer);
            QVERIFY((*writer)->add("a", "one").has_value());
            QVERIFY(!(*writer)->addStream("b", 5, [](const auto& sink) { return sink(asBytes("four")); }));
        }
        QVERIFY(std::filesystem::is_empty(dir));
    }
    void zip64Records()
    {
        // Sizes and layout by APPNOTE.TXT 4.5.3 and 4.3.14.
        const zip::Entry large{"a", 0x1'0000'0005ULL, 7, 0x2'0000'0000ULL};
        const auto local = zip::localHeader(large);
        QCOMPARE(local.size(), std::size_t(30 + 1 + 20));
        // FORMATS.md §7, written down by hand from APPNOTE.TXT.
        COMPARE_STR(toHex(asBytes(local)),
            "504b03042d00000000000000210007000000ffffffffffffffff01001400610100100005000000010000000500000001000000");
        COMPARE_STR(toHex(asBytes(local.substr(18, 8))), "ffffffffffffffff");
        COMPARE_STR(toHex(asBytes(local.substr(31))), "0100100005000000010000000500000001000000");
        const auto central = zip::centralHeader(large);
        COMPARE_STR(toHex(asBytes(central.substr(47))), "01001800050000000100000005000000010000000000000002000000");
        const auto end = zip::endRecords(70000, 0x1'0000'0000ULL, 100);
        QCOMPARE(end.size(), std::size_t(56 + 20 + 22));
        QCOMPARE(zip::endRecords(3, 100, 100).size(), std::size_t(22));
    }
};

OXSEAL_TEST_CLASS(TestZip);
#include "tst_zip.moc"
