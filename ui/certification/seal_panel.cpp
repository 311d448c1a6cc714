// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/seal_panel.h"

#include "ui/common/command.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/message.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr double kKilo = 1000.0;

QString roleOf(const std::string& role)
{
    const std::pair<const char*, QString> words[] = {{"document", QObject::tr("Document")}, {"data", QObject::tr("Data")},
        {"dictionary", QObject::tr("Dictionary")}, {"input", QObject::tr("Input file")}, {"evidence", QObject::tr("Evidence")},
        {"ledger", QObject::tr("Ledger")}, {"guide", QObject::tr("Guide")}};
    for (const auto& [code, word] : words) {
        if (role == code)
            return word;
    }
    return plain(role);
}

} // namespace

QString bytesWord(std::uint64_t bytes)
{
    if (bytes < 1000)
        return counted(static_cast<std::int64_t>(bytes), QObject::tr("byte"), QObject::tr("bytes"));
    const double kilo = static_cast<double>(bytes) / kKilo;
    return kilo < kKilo ? QObject::tr("%1 kB").arg(QString::number(kilo, 'f', 1))
                        : QObject::tr("%1 MB").arg(QString::number(kilo / kKilo, 'f', 1));
}

std::shared_ptr<const TableData> filesOf(const Manifest& manifest)
{
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("path"), QObject::tr("File"), ColumnKind::Id, 330},
        {QStringLiteral("role"), QObject::tr("Kind"), ColumnKind::Text, 110},
        {QStringLiteral("state"), QObject::tr("State"), ColumnKind::Status, 110},
        {QStringLiteral("bytes"), QObject::tr("Bytes"), ColumnKind::Number, 90},
        {QStringLiteral("why"), QObject::tr("Withheld because"), ColumnKind::Text, 200},
        {QStringLiteral("sha256"), QObject::tr("SHA-256"), ColumnKind::Id, 200, false},
    });
    std::size_t index = 0;
    for (const Withheld& item : manifest.withheld)
        list->add(QStringLiteral("withheld:%1").arg(index++),
            {plain(item.what), QString(), TableCell(Mark::Medium, QObject::tr("Withheld")), QString(), plain(item.why), QString()});
    for (const ManifestFile& file : manifest.files)
        list->add(QString::fromStdString(file.path),
            {plain(file.path), roleOf(file.role), TableCell(Mark::Good, QObject::tr("Enclosed")),
                file.size == 0 ? TableCell(QString()) : numberCell(static_cast<std::int64_t>(file.size)), QString(),
                file.size == 0 ? QObject::tr("drawn when sealed") : QString::fromStdString(file.sha256.hex())});
    return list;
}

SealPanel::SealPanel(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , files_(new TablePanel(tr("Files of the next packet")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    summary_ = label({}, {}, true);
    column->addWidget(summary_);
    lines_ = new QVBoxLayout;
    lines_->setSpacing(kGap4);
    column->addLayout(lines_);
    files_->setNouns(tr("file"), tr("files"));
    const auto button = [this](const QString& title) {
        auto* made = new QPushButton(title);
        made->setAccessibleName(title);
        return made;
    };
    withhold_ = button(tr("Withhold…"));
    include_ = button(tr("Include again"));
    auto* gap = button(tr("Name a gap…"));
    connect(withhold_, &QPushButton::clicked, this, &SealPanel::withhold);
    connect(include_, &QPushButton::clicked, this, &SealPanel::includeAgain);
    connect(gap, &QPushButton::clicked, this, &SealPanel::addGap);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    for (QPushButton* one : {withhold_, include_, gap})
        row->addWidget(one);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(files_, 1);
    const auto enable = [this] {
        const QString path = selectedPath();
        const bool kept = path.startsWith(QStringLiteral("withheld:"));
        setReason(withhold_, path.isEmpty() || kept ? tr("Choose a file in the table first.") : QString());
        setReason(include_, kept ? QString() : tr("Choose a withheld file in the table first."));
    };
    connect(files_, &TablePanel::currentChanged, this, enable);
    enable();
}

QString SealPanel::selectedPath() const { return files_->currentHandle(); }

void SealPanel::forgetOptions() { options_ = {}; }

void SealPanel::refresh(const PeriodRow& period)
{
    period_ = period;
    const std::uint64_t asked = ++asked_;
    if (!manifest_)
        summary_->setText(tr("Gathering what the packet would hold…"));
    session_.inspect(
        this, tr("Gathering the packet of %1").arg(plain(period.period.name())),
        [period, options = options_](Workspace& workspace, const Progress&) { return previewPacket(workspace, period, options); },
        [this, asked](Result<Manifest> manifest) {
            if (asked == asked_)
                take(std::move(manifest));
        });
}

void SealPanel::take(Result<Manifest> manifest)
{
    if (!manifest) {
        manifest_.reset();
        problem_ = manifest.error();
        summary_->setText(errorLine(manifest.error()));
        clearLayout(lines_);
        files_->hide();
        Q_EMIT gathered();
        return;
    }
    problem_.reset();
    manifest_ = std::move(*manifest);
    files_->show();
    takeFiles();
    takeLines();
    Q_EMIT gathered();
}

void SealPanel::takeFiles()
{
    files_->setData(filesOf(*manifest_));
    files_->setChips({{tr("Withheld · %1").arg(manifest_->withheld.size()), QStringLiteral("state"), tr("Withheld")},
        {tr("Documents"), QStringLiteral("role"), roleOf("document")}, {tr("Data"), QStringLiteral("role"), roleOf("data")},
        {tr("Evidence"), QStringLiteral("role"), roleOf("evidence")}, {tr("Inputs"), QStringLiteral("role"), roleOf("input")}});
}

void SealPanel::takeLines()
{
    std::uint64_t bytes = 0;
    for (const ManifestFile& file : manifest_->files)
        bytes += file.size;
    summary_->setText(tr("%1, %2. The ledger is enclosed with its %3. Sealing freezes exactly this; officers sign these bytes.")
                          .arg(counted(static_cast<std::int64_t>(manifest_->files.size()), tr("file"), tr("files")), bytesWord(bytes),
                              counted(static_cast<std::int64_t>(manifest_->ledgerSize), tr("event"), tr("events"))));
    clearLayout(lines_);
    for (const RequiredSigner& signer : manifest_->requiredSigners)
        lines_->addWidget(label(tr("To be signed by %1 as %2.").arg(plain(signer.name), plain(signer.role).toUpper()), role::kSecondary, true));
    for (const std::string& gap : manifest_->knownGaps)
        lines_->addWidget(label(tr("Known gap: %1").arg(plain(gap)), role::kSecondary, true));
}

void SealPanel::withhold()
{
    const QString path = selectedPath();
    if (path.isEmpty() || path.startsWith(QStringLiteral("withheld:")) || !period_)
        return;
    FormDialog dialog(this, tr("Withhold from the packet"), tr("Withhold"));
    dialog.addWords(tr("Name, digest and reason stay in the packet; the bytes do not."), true);
    auto* what = new QLineEdit(path);
    auto* why = new QLineEdit;
    dialog.form().addField(tr("File or folder"), what, tr("A folder ends in a slash, e.g. evidence/."));
    dialog.form().addField(tr("Why"), why, tr("Everybody who receives the packet reads this."));
    dialog.setCheck([=] {
        return what->text().trimmed().isEmpty() ? tr("Name a file first.")
            : why->text().trimmed().isEmpty()   ? tr("Say why first.")
                                                : QString();
    });
    why->setFocus();
    if (!dialog.ask())
        return;
    options_.withheld.push_back({what->text().trimmed().toStdString(), why->text().trimmed().toStdString()});
    refresh(*period_);
}

void SealPanel::includeAgain()
{
    const QString path = selectedPath();
    if (!path.startsWith(QStringLiteral("withheld:")) || !manifest_ || !period_)
        return;
    const auto index = static_cast<std::size_t>(path.mid(9).toULongLong());
    if (index >= manifest_->withheld.size())
        return;
    // An option may name a folder: it goes as a whole, the way it came.
    const std::string what = manifest_->withheld[index].what;
    const auto covers = [&](const Withheld& option) { return what.rfind(option.what, 0) == 0; };
    options_.withheld.erase(std::remove_if(options_.withheld.begin(), options_.withheld.end(), covers), options_.withheld.end());
    refresh(*period_);
}

void SealPanel::addGap()
{
    if (!period_)
        return;
    FormDialog dialog(this, tr("Name a known gap"), tr("Name it"));
    dialog.addWords(tr("What the packet lacks and why; it stands in the manifest that the officers sign."), true);
    auto* gap = new QLineEdit;
    dialog.form().addField(tr("Gap"), gap);
    dialog.setCheck([=] { return gap->text().trimmed().isEmpty() ? tr("Describe the gap first.") : QString(); });
    gap->setFocus();
    if (!dialog.ask())
        return;
    options_.knownGaps.push_back(gap->text().trimmed().toStdString());
    refresh(*period_);
}

} // namespace oxseal::ui
