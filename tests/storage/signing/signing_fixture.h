// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/crypto/signature.h"
#include "storage/signing/certificate_view.h"
#include "storage/signing/cms.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fstream>

namespace oxseal::test {

/// Keys and certificates made by OpenSSL (tests/data/signing): a P-384 CA and P-256 persons.
inline std::string pem(const std::string& name)
{
    const auto all = certificatesFromFile(readFile(dataFile("signing/" + name + ".pem")));
    return all.empty() ? std::string() : all.front();
}
inline SigningKey key(const std::string& name)
{
    const auto scalar = fromHex(readFile(dataFile("signing/" + name + ".scalar")));
    auto made = SigningKey::fromScalar(Curve::P256, Secret::copyOf(asBytes(*scalar)));
    if (!made)
        qFatal("fixture key %s", name.c_str());
    return std::move(*made);
}
inline std::string content() { return readFile(dataFile("signing/content.txt")); }
inline Instant at(const char* iso) { return *Instant::fromIso(iso); }

inline CmsContext contextFor(std::string text)
{
    CmsContext context;
    context.content = [text](DigestAlgorithm algorithm) -> Result<std::string> { return digestOf(algorithm, text); };
    context.now = at("2026-11-01T00:00:00Z");
    return context;
}

struct ToolRun
{
    int code = -1;
    std::string out;
};
inline bool hasTool(const char* name) { return !QStandardPaths::findExecutable(QString::fromUtf8(name)).isEmpty(); }
inline ToolRun runTool(const char* name, const std::vector<std::string>& words, const std::string& folder)
{
    QProcess tool;
    QStringList arguments;
    for (const auto& word : words)
        arguments << QString::fromStdString(word);
    tool.setProcessChannelMode(QProcess::MergedChannels);
    tool.setWorkingDirectory(QString::fromStdString(folder));
    tool.start(QString::fromUtf8(name), arguments);
    tool.waitForFinished();
    return {tool.exitStatus() == QProcess::NormalExit ? tool.exitCode() : -1, tool.readAllStandardOutput().toStdString()};
}
inline void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

} // namespace oxseal::test
