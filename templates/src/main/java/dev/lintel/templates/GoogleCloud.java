package dev.lintel.templates;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/** A repository in Artifact Registry for the images, and a bucket for the specs. */
record GoogleCloud(
    String project,
    String region,
    String repository,
    String bucket,
    String tag,
    CloudEndpoints endpoints)
    implements Destination {

  @Override
  public void check() throws IOException {
    try {
      MatchResult match = FileSystems.match(specFolder() + "*", EmptyMatchTreatment.ALLOW);
      if (match.status() == MatchResult.Status.ERROR) {
        match.metadata();
      }
    } catch (IOException e) {
      throw new IOException(
          "the specs' folder %s cannot be listed; create the bucket, or get %s on it"
              .formatted(specFolder(), LaunchAdvice.BUCKET_ROLE),
          e);
    }
  }

  @Override
  public String imageName(CommandSpec job) {
    return untagged(job) + ":" + tag;
  }

  @Override
  public Containerizer containerizer(CommandSpec job) throws InvalidImageReferenceException {
    return Containerizer.to(Registries.named(ImageReference.parse(imageName(job))))
        .setAllowInsecureRegistries(endpoints.certificate() == CloudEndpoints.Certificate.ANY);
  }

  @Override
  public void finish(CommandSpec job) {}

  /** Uses the digest, so that a spec always means the same image, even if its tag is moved. */
  @Override
  public String imageInSpec(CommandSpec job, String digest) {
    return untagged(job) + "@" + digest;
  }

  @Override
  public String specFile(CommandSpec job) {
    return specFolder() + TemplateSpec.fileName(job);
  }

  @Override
  public IOException explain(CommandSpec job, Exception failure) {
    return new PushFailure(this, imageName(job)).explain(failure);
  }

  @Override
  public List<String> next(CommandSpec job) {
    return LaunchAdvice.of(job, this);
  }

  /** The registry's host. */
  String registry() {
    return endpoints.registryOfRegion().apply(region);
  }

  private String untagged(CommandSpec job) {
    // A domain-scoped project, example.com:project, becomes two parts of the path.
    return "%s/%s/%s/lintel-%s"
        .formatted(registry(), project.replace(':', '/'), repository, Templates.inImageName(job));
  }

  private String specFolder() {
    return endpoints.rootOfBucket().apply(bucket) + "/templates/lintel/";
  }
}
