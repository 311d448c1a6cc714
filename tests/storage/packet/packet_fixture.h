// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/hash.h"
#include "storage/packet/assemble.h"
#include "storage/packet/verify.h"
#include "storage/signing/pades.h"
#include "tests/storage/signing/signing_fixture.h"

namespace oxseal::test {

/// A small packet without a workspace: keys and certificates are OpenSSL's (tests/data/signing).
struct SmallPacket
{
    Manifest manifest;
    PacketParts parts;
};

inline SmallPacket smallPacket()
{
    SmallPacket out;
    auto& m = out.manifest;
    m.company = "Acme Inc.";
    m.workspace = "w-1";
    m.period = "2026-Q3";
    m.firstDay = *Day::fromIso("2026-07-01");
    m.lastDay = *Day::fromIso("2026-09-30");
    m.profile = "officers";
    m.sealedAt = at("2026-10-30T12:00:00Z");
    m.clock = "test";
    m.marks = {"DEMO"};
    m.toolVersion = "0.1.0";
    m.requiredSigners = {{"pfo", "Dana Weiss"}, {"peo", "Jo Mueller"}};
    for (const char* office : {"pfo", "peo"})
        m.certificates.push_back({office, office, keyFingerprint(asBytes(key(office).publicKey())), "issued", *Day::fromIso("2020-01-01")});
    m.authorities = {sha256(pem("ca"))};
    m.withheld = {{"evidence/payroll.xlsx", "personal data"}};
    // RFC 6962 root of two leaves "{}" by hand below in the test of the ledger; here an empty ledger.
    m.ledgerSize = 0;
    const auto add = [&](const std::string& path, const std::string& bytes, const char* role) {
        m.files.push_back({path, bytes.size(), sha256(bytes), role, m.period, {}});
        out.parts.payload.push_back({path, bytes.size(), streamOf(bytes)});
    };
    add("VERIFY.md", verifyGuide(), "guide");
    add("data/access_review.csv", "user,decision\r\nE1,keep\r\n", "data");
    add("documents/empty.txt", "", "document");
    out.parts.authorities = {pem("ca")};
    return out;
}

inline void sign(SmallPacket& packet)
{
    packet.parts.manifest = manifestBytes(packet.manifest);
    packet.parts.signatures.clear();
    for (const char* role : {"pfo", "peo"}) {
        auto cms = signCms(sha256(packet.parts.manifest), key(role), pem(role), {at("2026-10-30T13:00:00Z")});
        packet.parts.signatures.push_back({role, *cms, pem(role)});
    }
    auto pdf = signPdf(readFile(dataFile("signing/report.pdf")), key("pfo"), pem("pfo"), {"PFO", "Dana Weiss", "302", at("2026-10-30T13:00:00Z")});
    packet.parts.certification = {{"exhibit-31.pdf", *pdf, "certificate"}};
}

inline std::string zipOf(const PacketParts& parts)
{
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "p.zip";
    const auto status = writePacket(parts, file);
    if (!status)
        qFatal("writePacket: %s", status.error().debugString().c_str());
    return readFile(file);
}

inline VerifyOptions options(bool anchored = false)
{
    VerifyOptions out;
    out.now = at("2026-11-01T00:00:00Z");
    if (anchored)
        out.anchors.authorities = {pem("ca")};
    return out;
}

} // namespace oxseal::test
