// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/certification/certificate_sheet.h"

#include "ui/common/command.h"
#include "ui/common/digest_label.h"
#include "ui/common/message.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

using namespace oxseal::certification;

constexpr int kIndent = 24;
constexpr int kSheetWidth = 720;
constexpr int kSignerWidth = 220;

QCheckBox* option(const QString& title)
{
    auto* box = new QCheckBox(title);
    box->setAccessibleName(title);
    return box;
}

} // namespace

CertificateSheet::CertificateSheet(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    createChoices(column);
    QVBoxLayout* inside = nullptr;
    QFrame* sheet = card(inside);
    inside->setContentsMargins(kGap32, kGap24, kGap32, kGap24);
    text_ = new QVBoxLayout;
    text_->setSpacing(kGap12);
    inside->addLayout(text_);
    foot_ = new QVBoxLayout;
    foot_->setSpacing(kGap);
    auto* content = new QWidget;
    // The limit stands on the scrolled widget: its height is found for its own width, so a narrower sheet in it was cut.
    content->setMaximumWidth(kSheetWidth + kGap);
    auto* row = new QVBoxLayout(content);
    row->setContentsMargins(0, 0, kGap, kGap);
    row->setSpacing(kGap12);
    row->addWidget(sheet);
    row->addLayout(foot_);
    row->addStretch(1);
    column->addWidget(scrolled(content), 1);
}

void CertificateSheet::createChoices(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap12);
    exhibits_ = new QTabBar;
    exhibits_->setAccessibleName(tr("Certificate"));
    exhibits_->setDrawBase(false);
    exhibits_->addTab(tr("Exhibit 31 · Section 302"));
    exhibits_->addTab(tr("Exhibit 32 · Section 906"));
    signers_ = new QComboBox;
    signers_->setAccessibleName(tr("Signed by"));
    signers_->setMinimumWidth(kSignerWidth);
    row->addWidget(exhibits_);
    row->addStretch(1);
    row->addWidget(signers_);
    column->addLayout(row);
    auto* options = new QHBoxLayout;
    options->setSpacing(kMargin);
    withoutIcfr_ = option(tr("Leave out the language on internal control"));
    knowledge_ = option(tr("“to my knowledge”"));
    retained_ = option(tr("Closing statement on the retained original"));
    knowledge_->setChecked(true);
    retained_->setChecked(true);
    for (QCheckBox* box : {withoutIcfr_, knowledge_, retained_})
        options->addWidget(box);
    options->addStretch(1);
    column->addLayout(options);
    optionsNote_ = label({}, role::kCaption, true);
    column->addWidget(optionsNote_);
    for (QCheckBox* box : {withoutIcfr_, knowledge_, retained_})
        connect(box, &QCheckBox::toggled, this, &CertificateSheet::chosen);
    connect(signers_, &QComboBox::activated, this, &CertificateSheet::chosen);
    connect(exhibits_, &QTabBar::currentChanged, this, [this] {
        updateOptions();
        Q_EMIT chosen();
    });
    updateOptions();
}

Exhibit CertificateSheet::exhibit() const
{
    return exhibits_->currentIndex() == 0 ? Exhibit::Certification302 : Exhibit::Certification906;
}

PersonId CertificateSheet::signer() const { return PersonId(signers_->currentData().toLongLong()); }

ExhibitOptions CertificateSheet::options() const
{
    ExhibitOptions options;
    options.withoutIcfr = withoutIcfr_->isEnabled() && withoutIcfr_->isChecked();
    options.knowledge = knowledge_->isChecked();
    options.retained = retained_->isChecked();
    return options;
}

void CertificateSheet::updateOptions()
{
    const bool is302 = exhibit() == Exhibit::Certification302;
    withoutIcfr_->setVisible(is302);
    knowledge_->setVisible(!is302);
    retained_->setVisible(!is302);
    setReason(withoutIcfr_, icfrRequired_);
    if (!is302)
        optionsNote_->setText(tr("18 U.S.C. 1350, in force since 30 July 2002, fixes the content and not the wording; both parts are common."));
    else
        optionsNote_->setText(icfrRequired_.isEmpty()
                ? tr("Newly public companies may leave it out until their first annual report with management's report (Exchange Act Rule "
                     "13a-14(a), 17 CFR 229.601(b)(31), in force since 14 August 2003).")
                : icfrRequired_);
}

void CertificateSheet::take(const CertificateData& values, PersonId self)
{
    const QSignalBlocker blocker(signers_);
    const QVariant before = signers_->currentData();
    signers_->clear();
    for (const Signer& signer : values.signers)
        signers_->addItem(QStringLiteral("%1, %2").arg(plain(signer.person.name), plain(signer.title)),
            QVariant::fromValue<qlonglong>(signer.person.id.value));
    const int own = signers_->findData(before.isValid() ? before : QVariant::fromValue<qlonglong>(self.value));
    signers_->setCurrentIndex(std::max(own, 0));
    icfrRequired_ = values.icfrRequired ? errorLine(*values.icfrRequired) : QString();
    updateOptions();
}

void CertificateSheet::showText(const Result<ExhibitForm>& form, const CertificateData& values)
{
    clearLayout(text_);
    clearLayout(foot_);
    if (!form) {
        text_->addWidget(errorBox(form.error()));
        return;
    }
    const CertificateText& text = form->text;
    auto* title = label(plain(text.title), role::kStrong, true);
    title->setAlignment(Qt::AlignHCenter);
    text_->addWidget(title);
    for (const auto& paragraph : text.paragraphs) {
        auto* words = label(plain(paragraph.text, true), {}, true);
        words->setContentsMargins(paragraph.indent * kIndent, 0, 0, 0);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text_->addWidget(words);
    }
    auto* signature = new QVBoxLayout;
    signature->setSpacing(kGap4);
    for (const std::string& line : text.signature)
        signature->addWidget(label(plain(line), {}, true));
    text_->addSpacing(kGap12);
    text_->addLayout(signature);

    const SignedDocumentRow* row = values.standing(signer(), name(exhibit()));
    auto* state = new QHBoxLayout;
    state->setSpacing(kGap12);
    const auto at = row != nullptr ? Instant::fromIso(row->signedAt) : std::nullopt;
    state->addWidget(new Chip(row != nullptr ? Mark::Good : Mark::Neutral, row != nullptr ? tr("Signed") : tr("Not signed")));
    state->addWidget(label(row == nullptr ? tr("Signed with the officer's own key, on the day of signing. There is no delegation.")
                               : tr("%1, %2, on %3").arg(plain(row->signerName), plain(row->title), at ? when(*at) : plain(row->signedAt)),
                         role::kSecondary, true),
        1);
    foot_->addLayout(state);
    auto* fold = new QPushButton(tr("Details"));
    fold->setObjectName(role::kLink);
    fold->setCheckable(true);
    fold->setAccessibleName(tr("Show the digests"));
    auto* details = new QWidget;
    auto* lines = new QVBoxLayout(details);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap4);
    lines->addWidget(label(tr("Form %1, version %2").arg(plain(text.templateId), plain(text.templateVersion)), role::kCaption));
    const auto digest = [&](const QString& caption, const Digest& value) {
        lines->addWidget(label(caption, role::kCaption));
        lines->addWidget(digestLabel(QString::fromStdString(value.hex()), caption));
    };
    if (values.report.latest)
        digest(tr("SHA-256 of the report it belongs to"), values.report.binding.digest);
    if (row != nullptr) {
        digest(tr("SHA-256 of the text that was signed"), row->content);
        digest(tr("SHA-256 of the signed PDF"), row->sha256);
        digest(tr("Fingerprint of the key"), row->key);
    }
    details->hide();
    connect(fold, &QPushButton::toggled, details, &QWidget::setVisible);
    foot_->addWidget(fold, 0, Qt::AlignLeft);
    foot_->addWidget(details);
}

} // namespace oxseal::ui
