// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/render_client.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <system_error>

namespace oxseal {
namespace {

constexpr int kStartMilliseconds = 10'000;
constexpr int kRunMilliseconds = 300'000;

std::filesystem::path ownProgram()
{
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error || self.filename() == "oxseal")
        return self;
    const auto sibling = self.parent_path() / "oxseal";
    if (std::filesystem::exists(sibling, error))
        return sibling;
    // Suites lie in build/<preset>/tests, the program in build/<preset>/app.
    return self.parent_path().parent_path() / "app" / "oxseal";
}

} // namespace

Result<std::string> renderPdf(const Document& document, const std::filesystem::path& program)
{
    const auto path = program.empty() ? ownProgram() : program;
    QProcess child;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_HASH_SEED"), QStringLiteral("0"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    child.setProcessEnvironment(environment);
    child.start(QString::fromStdString(path.string()), {QStringLiteral("--render")});
    if (!child.waitForStarted(kStartMilliseconds))
        return fail(kRenderFailed, path.string(), {"start"});
    child.write(QByteArray::fromStdString(canonicalJson(toJson(document))));
    child.closeWriteChannel();
    if (!child.waitForFinished(kRunMilliseconds)) {
        child.kill();
        child.waitForFinished(kStartMilliseconds);
        return fail(kRenderFailed, path.string(), {"timeout"});
    }
    std::string pdf = child.readAllStandardOutput().toStdString();
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0 || pdf.rfind("%PDF-", 0) != 0) {
        const auto words = child.readAllStandardError().left(400).trimmed().toStdString();
        return fail(kRenderFailed, path.string(), {words.empty() ? "exit " + std::to_string(child.exitCode()) : words});
    }
    return pdf;
}

} // namespace oxseal
