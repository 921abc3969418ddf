// SPDX-License-Identifier: MIT
#include "postgres/certificatefiles.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QTimeZone>
#include <libpq-fe.h>
#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <optional>
#include <sys/stat.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

using State = FileFinding::State;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Source = std::unique_ptr<BIO, decltype(&BIO_free)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

FileFinding unusable(const QString &message)
{
    return {State::Unusable, message};
}

/// Nothing if the file is not there, may not be read or is far too large for what it should be.
std::optional<QByteArray> contentOf(const QString &path)
{
    constexpr qint64 most = 4'000'000; // a system's whole list of authorities has a quarter of that
    QFile file(path);
    if (!QFileInfo(path).isFile() || file.size() > most || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

QString notReadable(const QString &path)
{
    return QFileInfo(path).isFile() ? tr("This file cannot be read. Usually it belongs to another user.")
                                    : tr("There is no such file. Check the path, or choose it again.");
}

Source sourceOf(const QByteArray &content)
{
    return {BIO_new_mem_buf(content.constData(), int(content.size())), &BIO_free};
}

std::vector<Certificate> certificatesIn(const QByteArray &content)
{
    std::vector<Certificate> found;
    const Source source = sourceOf(content);
    while (X509 *certificate = PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr))
        found.emplace_back(certificate, &X509_free);
    ERR_clear_error();
    return found;
}

QDateTime momentOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
            QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc()};
}

QString dayText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), tr("d MMM yyyy"));
}

/// "CN=db.example"; the common name alone where there is one.
QString nameOf(X509 *certificate)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0) {
        const std::unique_ptr<char, void (*)(char *)> line(X509_NAME_oneline(subject, nullptr, 0),
                                                           [](char *text) { OPENSSL_free(text); });
        return QString::fromUtf8(line.get());
    }
    unsigned char *text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    const QString name = QString::fromUtf8(reinterpret_cast<const char *>(text), std::max(size, 0));
    OPENSSL_free(text);
    return name;
}

FileFinding noCertificate(const QByteArray &content)
{
    if (content.contains("PRIVATE KEY-----"))
        return unusable(tr("This file holds a private key, not a certificate. The certificate is usually the file "
                           "that ends in .crt or .pem."));
    return unusable(tr("This file holds no certificate. Choose the file that you were given for this; it usually ends "
                       "in .crt or .pem."));
}

FileFinding validity(X509 *certificate, const QString &whenValid)
{
    const QDateTime until = momentOf(X509_get0_notAfter(certificate));
    const QDateTime from = momentOf(X509_get0_notBefore(certificate));
    const QString name = nameOf(certificate);
    if (until < QDateTime::currentDateTimeUtc())
        return unusable(tr("The certificate of “%1” has expired: it was valid until %2. Ask for a new one.")
                            .arg(name, dayText(until)));
    if (from > QDateTime::currentDateTimeUtc())
        return unusable(tr("The certificate of “%1” is valid only from %2 on. Check this computer's clock.")
                            .arg(name, dayText(from)));
    return {State::Usable, whenValid.arg(name, dayText(until))};
}

FileFinding examineAuthority(const QString &path)
{
    constexpr int knowsSystem = 160000;
    if (path.isEmpty())
        return {};
    if (path == u"system" && PQlibVersion() >= knowsSystem)
        return {State::Usable, tr("The authorities that this computer trusts.")};
    const auto content = contentOf(path);
    if (!content)
        return unusable(notReadable(path));
    const std::vector<Certificate> found = certificatesIn(*content);
    if (found.empty())
        return noCertificate(*content);
    FileFinding first;
    for (const Certificate &certificate : found) { // one that is valid makes the list usable
        const FileFinding finding = validity(certificate.get(), tr("Trusts “%1”, valid until %2."));
        if (finding.state == State::Usable)
            return finding;
        if (first.state == State::NoFile)
            first = finding;
    }
    return first;
}

FileFinding examineCertificate(const QString &path)
{
    if (path.isEmpty())
        return {};
    const auto content = contentOf(path);
    if (!content)
        return unusable(notReadable(path));
    const std::vector<Certificate> found = certificatesIn(*content);
    return found.empty() ? noCertificate(*content) : validity(found.front().get(), tr("Says “%1”, valid until %2."));
}

struct Passphrase
{
    QByteArray word;
    bool wanted = false;
};

int givePassphrase(char *buffer, int size, int /*writing*/, void *data)
{
    auto *passphrase = static_cast<Passphrase *>(data);
    passphrase->wanted = true;
    const int length = std::min(size, int(passphrase->word.size()));
    std::copy_n(passphrase->word.constData(), length, buffer);
    return length;
}

Key keyIn(const QByteArray &content, Passphrase &passphrase)
{
    Key key(PEM_read_bio_PrivateKey(sourceOf(content).get(), nullptr, &givePassphrase, &passphrase), &EVP_PKEY_free);
    if (!key && !passphrase.wanted)
        key.reset(d2i_PrivateKey_bio(sourceOf(content).get(), nullptr));
    ERR_clear_error();
    return key;
}

/// As libpq has it: nobody else may read the key, but root's may be read by a group.
bool isOpenToOthers(const QString &path)
{
    struct stat file
    {
    };
    if (stat(QFile::encodeName(path).constData(), &file) != 0)
        return false;
    const mode_t forbidden = file.st_uid == 0 ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    return (file.st_mode & forbidden) != 0;
}

FileFinding keyAndCertificate(EVP_PKEY *key, const QString &certificatePath)
{
    const auto content = contentOf(certificatePath);
    const std::vector<Certificate> certificates = content ? certificatesIn(*content) : std::vector<Certificate>();
    if (certificates.empty())
        return {State::Doubtful, tr("This is a private key. It is used together with its certificate: choose that "
                                    "too.")};
    const bool match = X509_check_private_key(certificates.front().get(), key) == 1;
    ERR_clear_error();
    if (!match)
        return unusable(tr("This key does not belong to the certificate above. Choose the two files that were made "
                           "together."));
    return {State::Usable, tr("Belongs to the certificate.")};
}

FileFinding examineKey(const Settings &settings)
{
    if (settings.sslKey.isEmpty())
        return {};
    const auto content = contentOf(settings.sslKey);
    if (!content)
        return unusable(notReadable(settings.sslKey));
    Passphrase passphrase{settings.more.value(u"sslpassword"_s).toUtf8()};
    const Key key = keyIn(*content, passphrase);
    if (!key && passphrase.wanted)
        return unusable(tr("This key is protected by a passphrase, which is not asked for here. Give it in the pasted "
                           "address as sslpassword=…, or use a key without one."));
    if (!key)
        return unusable(tr("This file holds no private key. The key is usually the file that ends in .key."));
    FileFinding finding = keyAndCertificate(key.get(), settings.sslCert);
    if (finding.state != State::Unusable && isOpenToOthers(settings.sslKey))
        return {State::Doubtful, tr("Other users of this computer can read this key, so it would be refused. Take that "
                                    "right away from them; the connection test can do it for you.")};
    return finding;
}

} // namespace

CertificateFindings examineCertificateFiles(const Settings &settings)
{
    return {.authority = examineAuthority(settings.sslRootCert),
            .certificate = examineCertificate(settings.sslCert),
            .key = examineKey(settings)};
}

} // namespace postgres
